package labwire.netlab.service.dns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import labwire.netlab.service.HostTable;
import labwire.netlab.wire.IpAddress;

/**
 * The way from a name as somebody types it to addresses: the full names that it may stand for, one after another, and
 * those that aliases lead to; the IPv4 addresses of each, then, if they are of use, those of IPv6. Without I/O.
 */
final class NameSearch {
    /** Aliases of aliases that are followed; a longer chain is taken for a ring. */
    static final int MAX_ALIASES = 8;

    /** @param ttlSeconds the least of the records that led there */
    record Found(List<IpAddress> addresses, int ttlSeconds) {}

    private final Iterator<String> names;
    private final boolean bothFamilies;
    private final List<IpAddress> addresses = new ArrayList<>();
    private String candidate = "";
    private String asked = "";
    private int aliases;
    private int ttlSeconds = Integer.MAX_VALUE;

    /**
     * A search that begins with {@link #next}.
     *
     * @param bothFamilies whether IPv6 addresses are of use to whoever searches
     */
    NameSearch(List<String> names, boolean bothFamilies) {
        this.names = names.iterator();
        this.bothFamilies = bothFamilies;
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
        return candidate;
    }

    /** What is known of it so far; empty if that is nothing. */
    Optional<Found> found() {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(new Found(List.copyOf(addresses), ttlSeconds));
    }

    /** The next name's question; empty if no name is left. */
    Optional<DnsQuestion> next() {
        while (names.hasNext()) {
            String name = names.next();
            if (DnsName.isValid(name) && !name.isEmpty()) {
                candidate = name;
                ttlSeconds = Integer.MAX_VALUE;
                return Optional.of(begin(DnsRecord.A));
            }
        }
        return Optional.empty();
    }

    private DnsQuestion begin(int type) {
        aliases = 0;
        asked = candidate;
        return DnsQuestion.of(asked, type);
    }

    /** Takes an answer, and says what is to be asked next; empty if the search is over, whatever it has found. */
    Optional<DnsQuestion> after(DnsQuestion question, DnsMessage answer) {
        boolean answered = read(answer, question.type());
        boolean aliasLeft = !asked.equalsIgnoreCase(question.name()) && aliases < MAX_ALIASES;
        if (!answered && aliasLeft) {
            return Optional.of(DnsQuestion.of(asked, question.type()));
        }
        // A name that does not exist has no addresses of the other kind either.
        if (question.type() == DnsRecord.A && bothFamilies && answer.code() == DnsMessage.NO_ERROR) {
            return Optional.of(begin(DnsRecord.AAAA));
        }
        return addresses.isEmpty() ? next() : Optional.empty();
    }

    /** True if the answer has addresses of the name that was asked for, or of those for which it is an alias. */
    private boolean read(DnsMessage answer, int type) {
        for (Optional<DnsRecord> alias = alias(answer); alias.isPresent(); alias = alias(answer)) {
            aliases++;
            ttlSeconds = Math.min(ttlSeconds, alias.get().ttlSeconds());
            asked = alias.get().alias().orElse(asked);
        }
        int before = addresses.size();
        for (DnsRecord record : answer.answers()) {
            boolean fits = record.type() == type && record.name().equalsIgnoreCase(asked);
            if (fits && record.address().isPresent() && addresses.size() < HostTable.MAX_PER_NAME) {
                addresses.add(record.address().get());
                ttlSeconds = Math.min(ttlSeconds, record.ttlSeconds());
            }
        }
        return addresses.size() > before;
    }

    private Optional<DnsRecord> alias(DnsMessage answer) {
        return aliases == MAX_ALIASES
                ? Optional.empty()
                : answer.answers().stream()
                        .filter(record -> record.name().equalsIgnoreCase(asked)
                                && record.alias().isPresent())
                        .findFirst();
    }
}
