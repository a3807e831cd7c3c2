package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * The way from a name as somebody types it to addresses: the full names that it may stand for, one after another, and
 * those that aliases lead to. Without I/O.
 */
final class NameSearch {
    /** Aliases of aliases that are followed; a longer chain is taken for a ring. */
    static final int MAX_ALIASES = 8;

    /** @param ttlSeconds the least of the records that led there */
    record Found(List<Ipv4Address> addresses, int ttlSeconds) {}

    private final Iterator<String> names;
    private @Nullable String candidate;
    private String asked = "";
    private int aliases;
    private int ttlSeconds = Integer.MAX_VALUE;

    NameSearch(List<String> names) {
        this.names = names.iterator();
    }

    /** A short name in each of the domains, then as it is; another one as it is. */
    static List<String> fullNames(String typed, List<String> domains) {
        if (typed.endsWith(".")) {
            return List.of(typed.substring(0, typed.length() - 1));
        }
        List<String> names = new ArrayList<>();
        if (!typed.contains(".")) {
            domains.forEach(domain -> names.add(typed + "." + domain));
        }
        names.add(typed);
        return names;
    }

    /** The full name whose turn it is. */
    String candidate() {
        return candidate == null ? asked : candidate;
    }

    /** The next question; empty if no name is left. */
    Optional<DnsQuestion> next() {
        while (names.hasNext()) {
            String name = names.next();
            if (DnsName.isValid(name) && !name.isEmpty()) {
                candidate = name;
                aliases = 0;
                ttlSeconds = Integer.MAX_VALUE;
                return Optional.of(ask(name));
            }
        }
        return Optional.empty();
    }

    private DnsQuestion ask(String name) {
        asked = name;
        return DnsQuestion.of(name, DnsRecord.A);
    }

    /** What an answer says of the name that was asked for, or of those for which it is an alias. */
    Optional<Found> read(DnsMessage answer) {
        for (Optional<DnsRecord> alias = alias(answer); alias.isPresent(); alias = alias(answer)) {
            aliases++;
            ttlSeconds = Math.min(ttlSeconds, alias.get().ttlSeconds());
            asked = alias.get().alias().orElse(asked);
        }
        List<Ipv4Address> addresses = new ArrayList<>();
        for (DnsRecord record : answer.answers()) {
            if (record.name().equalsIgnoreCase(asked) && record.address().isPresent()) {
                addresses.add(record.address().get());
                ttlSeconds = Math.min(ttlSeconds, record.ttlSeconds());
            }
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new Found(addresses, ttlSeconds));
    }

    private Optional<DnsRecord> alias(DnsMessage answer) {
        return aliases == MAX_ALIASES
                ? Optional.empty()
                : answer.answers().stream()
                        .filter(record -> record.name().equalsIgnoreCase(asked)
                                && record.alias().isPresent())
                        .findFirst();
    }

    /** The question that an answer without addresses leads to: of the alias it names, or the next name. */
    Optional<DnsQuestion> after(DnsQuestion question) {
        boolean aliasLeft = !asked.equalsIgnoreCase(question.name()) && aliases < MAX_ALIASES;
        return aliasLeft ? Optional.of(ask(asked)) : next();
    }
}
