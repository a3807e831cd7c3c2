package labwire.netlab.stack.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.time.LabClock;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;

/** The access lists of one device, and where they are referred to. */
public final class AccessLists {
    /** Lists of one device; more are refused. */
    public static final int MAX_LISTS = 1024;
    /** Between two reports of one rule, as packets may come in millions. */
    static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Hears of packets that a logged rule has decided about, one a second and rule at most. */
    @FunctionalInterface
    public interface Reporter {
        void matched(AccessList list, AccessRule rule, IpPacket packet);
    }

    private final LabClock clock;
    private final Reporter reporter;
    private final Map<String, AccessList> lists = new TreeMap<>(numbersFirst());
    private final Map<String, AccessGroup> groups = new TreeMap<>();

    public AccessLists(LabClock clock, Reporter reporter) {
        this.clock = clock;
        this.reporter = reporter;
    }

    /** Numbered lists by number, then the others by name. */
    private static Comparator<String> numbersFirst() {
        return Comparator.comparing((String name) -> numberOf(name).orElse(Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    /** The number that a name is, if it is one of an access list. */
    public static Optional<Integer> numberOf(String name) {
        return name.matches("[0-9]{1,4}") ? Optional.of(Integer.parseInt(name)) : Optional.empty();
    }

    /** The kind that a numbered list has; empty for a name that is no number, or one that no list has. */
    public static Optional<Kind> kindOf(String name) {
        return numberOf(name).flatMap(AccessLists::kindOf);
    }

    private static Optional<Kind> kindOf(int number) {
        if (number >= 1 && number <= 99 || number >= 1300 && number <= 1999) {
            return Optional.of(Kind.STANDARD);
        }
        return number >= 100 && number <= 199 || number >= 2000 && number <= 2699
                ? Optional.of(Kind.EXTENDED)
                : Optional.empty();
    }

    /** Numbered ones by number, then the others by name. */
    public List<AccessList> lists() {
        return new ArrayList<>(lists.values());
    }

    public Optional<AccessList> find(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** The list of that name, made if it is not there; empty if there are {@link #MAX_LISTS}, or it is of another kind. */
    public Optional<AccessList> obtain(String name, Kind kind) {
        AccessList found = lists.get(name);
        if (found == null) {
            if (lists.size() == MAX_LISTS) {
                return Optional.empty();
            }
            found = new AccessList(name, kind);
            lists.put(name, found);
            group(name).refersTo(found);
        }
        return found.kind() == kind ? Optional.of(found) : Optional.empty();
    }

    /** Takes a list away; what refers to it permits all from now on. False if it is not there. */
    public boolean remove(String name) {
        if (lists.remove(name) == null) {
            return false;
        }
        group(name).refersTo(null);
        return true;
    }

    /** What refers to the list of that name, there or not; always the same one. */
    public AccessGroup group(String name) {
        return groups.computeIfAbsent(name, key -> new AccessGroup(this, name));
    }

    /** True if the list lets packets from the address pass, or there is no such list. */
    public boolean permits(String name, Ipv4Address source) {
        return find(name).isEmpty() || group(name).permits(source);
    }

    void report(AccessList list, AccessRule rule, IpPacket packet) {
        if (rule.takeReport(clock.nanoTime(), REPORT_INTERVAL_NANOS)) {
            reporter.matched(list, rule, packet);
        }
    }
}
