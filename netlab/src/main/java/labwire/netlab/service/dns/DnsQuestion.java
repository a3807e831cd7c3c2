package labwire.netlab.service.dns;

/**
 * What is asked for (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.2">RFC 1035, 4.1.2</a>).
 *
 * @param name without a dot at the end; empty for the root
 * @param type such as {@link DnsRecord#A}
 * @param recordClass as a rule {@link DnsRecord#INTERNET}
 */
public record DnsQuestion(String name, int type, int recordClass) {
    /** A question about names of the Internet. */
    public static DnsQuestion of(String name, int type) {
        return new DnsQuestion(name, type, DnsRecord.INTERNET);
    }

    /** True for the same question, in any case of its letters (RFC 4343). */
    boolean matches(DnsQuestion other) {
        return type == other.type && recordClass == other.recordClass && name.equalsIgnoreCase(other.name);
    }
}
