package labwire.netlab.service;

import java.util.Comparator;

/**
 * A host that takes a domain's mail (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-3.3.9">RFC 1035,
 * 3.3.9</a>).
 *
 * @param preference 0 to 65535; the lowest is tried first
 * @param host its name
 */
public record MailExchange(int preference, String host) implements Comparable<MailExchange> {
    private static final Comparator<MailExchange> ORDER =
            Comparator.comparingInt(MailExchange::preference).thenComparing(MailExchange::host);

    @Override
    public int compareTo(MailExchange other) {
        return ORDER.compare(this, other);
    }
}
