package labwire.netlab.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The names that one device knows, as its {@code ip host} and {@code ipv6 host} lines say. Names count in any case; in a domain, the short
 * name and the full one are the same host. Lab thread only.
 */
public final class HostTable {
    /** Names of one device; more are refused. */
    public static final int MAX_NAMES = 10_000;
    /** Addresses, or mail exchanges, of one name. */
    public static final int MAX_PER_NAME = 16;

    /** What is known of a name, and how it was written when it was entered. */
    private record Entry<T>(String written, T known) {}

    private final Map<String, Entry<List<IpAddress>>> addresses = new LinkedHashMap<>();
    private final Map<String, Entry<TreeSet<MailExchange>>> exchanges = new LinkedHashMap<>();
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
    public boolean add(String name, List<? extends IpAddress> more) {
        Entry<List<IpAddress>> entry = addresses.get(normal(name));
        List<IpAddress> all = entry == null ? new ArrayList<>() : new ArrayList<>(entry.known());
        more.stream().filter(address -> !all.contains(address)).forEach(all::add);
        if (all.size() > MAX_PER_NAME || (entry == null && isFull())) {
            return false;
        }
        addresses.put(normal(name), new Entry<>(entry == null ? name : entry.written(), List.copyOf(all)));
        return true;
    }

    /** Forgets a name's addresses of one family. */
    public void remove(String name, IpAddress.Family family) {
        addresses.computeIfPresent(normal(name), (key, entry) -> {
            List<IpAddress> others = entry.known().stream()
                    .filter(address -> address.family() != family)
                    .toList();
            return others.isEmpty() ? null : new Entry<>(entry.written(), others);
        });
    }

    /**
     * Adds a host that takes mail for a domain.
     *
     * @return false if there is no room
     */
    public boolean addExchange(String mailDomain, MailExchange exchange) {
        Entry<TreeSet<MailExchange>> entry = exchanges.get(normal(mailDomain));
        if (entry == null && isFull()) {
            return false;
        }
        TreeSet<MailExchange> known = entry == null ? new TreeSet<>() : entry.known();
        if (known.size() == MAX_PER_NAME && !known.contains(exchange)) {
            return false;
        }
        known.add(exchange);
        exchanges.putIfAbsent(normal(mailDomain), new Entry<>(mailDomain, known));
        return true;
    }

    public void removeExchange(String mailDomain, MailExchange exchange) {
        Entry<TreeSet<MailExchange>> entry = exchanges.get(normal(mailDomain));
        if (entry != null && entry.known().remove(exchange) && entry.known().isEmpty()) {
            exchanges.remove(normal(mailDomain));
        }
    }

    private boolean isFull() {
        return addresses.size() + exchanges.size() >= MAX_NAMES;
    }

    /** The names as they were entered, in that order, with their addresses. */
    public Map<String, List<IpAddress>> names() {
        Map<String, List<IpAddress>> copy = new LinkedHashMap<>();
        addresses.values().forEach(entry -> copy.put(entry.written(), entry.known()));
        return copy;
    }

    /** The domains that have mail exchanges, as they were entered, in that order. */
    public Map<String, List<MailExchange>> exchanges() {
        Map<String, List<MailExchange>> copy = new LinkedHashMap<>();
        exchanges.values().forEach(entry -> copy.put(entry.written(), List.copyOf(entry.known())));
        return copy;
    }

    /** The addresses of a name, short or full; empty if it is unknown. */
    public List<IpAddress> addressesOf(String name) {
        for (String spelling : spellings(name)) {
            Entry<List<IpAddress>> found = addresses.get(spelling);
            if (found != null) {
                return found.known();
            }
        }
        return List.of();
    }

    /** The mail exchanges of a domain, the preferred one first; empty if it has none. */
    public List<MailExchange> exchangesOf(String mailDomain) {
        for (String spelling : spellings(mailDomain)) {
            Entry<TreeSet<MailExchange>> found = exchanges.get(spelling);
            if (found != null) {
                return List.copyOf(found.known());
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
