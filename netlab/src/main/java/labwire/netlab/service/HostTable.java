package labwire.netlab.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * The names that one device knows, as its {@code ip host} lines say. Names count in any case; in a domain, the short
 * name and the full one are the same host. Lab thread only.
 */
public final class HostTable {
    /** Names of one device; more are refused. */
    public static final int MAX_NAMES = 10_000;
    /** Addresses, or mail exchanges, of one name. */
    public static final int MAX_PER_NAME = 16;

    private final Map<String, List<Ipv4Address>> addresses = new LinkedHashMap<>();
    private final Map<String, TreeSet<MailExchange>> exchanges = new LinkedHashMap<>();
    private @Nullable String domain;

    /** The domain in which short names are. */
    public Optional<String> domain() {
        return Optional.ofNullable(domain);
    }

    /** Sets the domain; empty for none. */
    public void domain(String newDomain) {
        domain = newDomain.isEmpty() ? null : normal(newDomain);
    }

    /**
     * Adds addresses to a name.
     *
     * @return false if there is no room
     */
    public boolean add(String name, List<Ipv4Address> more) {
        List<Ipv4Address> known = addresses.getOrDefault(normal(name), List.of());
        List<Ipv4Address> all = new ArrayList<>(known);
        more.stream().filter(address -> !all.contains(address)).forEach(all::add);
        if (all.size() > MAX_PER_NAME || (known.isEmpty() && isFull())) {
            return false;
        }
        addresses.put(normal(name), all);
        return true;
    }

    /** Forgets a name's addresses. */
    public void remove(String name) {
        addresses.remove(normal(name));
    }

    /**
     * Adds a host that takes mail for a domain.
     *
     * @return false if there is no room
     */
    public boolean addExchange(String mailDomain, MailExchange exchange) {
        TreeSet<MailExchange> known = exchanges.getOrDefault(normal(mailDomain), new TreeSet<>());
        if (known.size() == MAX_PER_NAME || (known.isEmpty() && isFull())) {
            return false;
        }
        known.add(exchange);
        exchanges.put(normal(mailDomain), known);
        return true;
    }

    public void removeExchange(String mailDomain, MailExchange exchange) {
        TreeSet<MailExchange> known = exchanges.getOrDefault(normal(mailDomain), new TreeSet<>());
        known.remove(exchange);
        if (known.isEmpty()) {
            exchanges.remove(normal(mailDomain));
        }
    }

    private boolean isFull() {
        return addresses.size() + exchanges.size() >= MAX_NAMES;
    }

    /** The names as they were entered, in that order, with their addresses. */
    public Map<String, List<Ipv4Address>> names() {
        return new LinkedHashMap<>(addresses);
    }

    /** The domains that have mail exchanges, in the order of entry. */
    public Map<String, List<MailExchange>> exchanges() {
        Map<String, List<MailExchange>> copy = new LinkedHashMap<>();
        exchanges.forEach((name, known) -> copy.put(name, List.copyOf(known)));
        return copy;
    }

    /** The addresses of a name, short or full; empty if it is unknown. */
    public List<Ipv4Address> addressesOf(String name) {
        for (String spelling : spellings(name)) {
            List<Ipv4Address> found = addresses.get(spelling);
            if (found != null) {
                return List.copyOf(found);
            }
        }
        return List.of();
    }

    /** The mail exchanges of a domain, the preferred one first; empty if it has none. */
    public List<MailExchange> exchangesOf(String mailDomain) {
        for (String spelling : spellings(mailDomain)) {
            TreeSet<MailExchange> found = exchanges.get(spelling);
            if (found != null) {
                return List.copyOf(found);
            }
        }
        return List.of();
    }

    /** The name itself, then with the domain if it is short, or without it if it is in it. */
    private List<String> spellings(String name) {
        String normal = normal(name);
        if (domain == null) {
            return List.of(normal);
        }
        if (normal.endsWith("." + domain)) {
            return List.of(normal, normal.substring(0, normal.length() - domain.length() - 1));
        }
        return normal.contains(".") ? List.of(normal) : List.of(normal, normal + "." + domain);
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
