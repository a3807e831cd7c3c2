package labwire.smtp.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import labwire.smtp.reply.SmtpReply;

/** What a server says in answer to EHLO that it can do. */
public final class ServerOffer {

    /** Of a server that knows HELO alone. */
    static final ServerOffer NOTHING = new ServerOffer(new TreeMap<>());

    private final SortedMap<String, List<String>> extensions;

    private ServerOffer(SortedMap<String, List<String>> extensions) {
        this.extensions = extensions;
    }

    static ServerOffer of(SmtpReply ehlo) {
        TreeMap<String, List<String>> extensions = new TreeMap<>();
        ehlo.lines().stream().skip(1).forEach(line -> {
            // Some servers of old write AUTH=PLAIN.
            String[] words = line.strip()
                    .toUpperCase(Locale.ROOT)
                    .replaceFirst("^AUTH=", "AUTH ")
                    .split("\\s+");
            extensions.putIfAbsent(words[0], Arrays.asList(words).subList(1, words.length));
        });
        return new ServerOffer(extensions);
    }

    /** @param keyword in upper case */
    public boolean has(String keyword) {
        return extensions.containsKey(keyword);
    }

    /** What follows the keyword, in upper case. */
    List<String> parameters(String keyword) {
        return extensions.getOrDefault(keyword, List.of());
    }

    /** The largest message it takes, in octets; empty if it does not say. */
    public OptionalLong maxSize() {
        for (String parameter : parameters("SIZE")) {
            if (parameter.matches("[0-9]{1,18}") && Long.parseLong(parameter) > 0) {
                return OptionalLong.of(Long.parseLong(parameter));
            }
        }
        return OptionalLong.empty();
    }

    /** The shortest time for DELIVERBY that it takes, in seconds. */
    public OptionalInt minDeliverBySeconds() {
        return parameters("DELIVERBY").stream()
                .filter(parameter -> parameter.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** A limit of <a href="https://www.rfc-editor.org/rfc/rfc9422">RFC 9422</a>, such as RCPTMAX. */
    public OptionalInt limit(String name) {
        return parameters("LIMITS").stream()
                .filter(parameter -> parameter.matches(name + "=[0-9]{1,6}"))
                .mapToInt(parameter -> Integer.parseInt(parameter.substring(name.length() + 1)))
                .filter(limit -> limit > 0)
                .findFirst();
    }

    @Override
    public String toString() {
        return extensions.keySet().toString();
    }
}
