package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import labwire.netlab.wire.Ipv4Address;

/** The multicast groups that an interface is in, and whose packets to them are wanted. */
final class InterfaceGroups {
    /** Who wants what of one group. */
    private static final class Interest {
        private int joins;
        /** By whoever set it. */
        private final IdentityHashMap<Object, SourceFilter> filters = new IdentityHashMap<>();

        private SourceFilter wanted = SourceFilter.NOBODY;

        private SourceFilter merged() {
            List<SourceFilter> all = new ArrayList<>(filters.values());
            if (joins > 0) {
                all.add(SourceFilter.EVERYBODY);
            }
            return SourceFilter.merged(all);
        }
    }

    private final String name;
    private final BiConsumer<Ipv4Address, SourceFilter> changes;
    private final Map<Ipv4Address, Interest> groups = new TreeMap<>();

    /**
     * @param name the interface's
     * @param changes is told what is wanted of a group, if that has changed
     */
    InterfaceGroups(String name, BiConsumer<Ipv4Address, SourceFilter> changes) {
        this.name = name;
        this.changes = changes;
    }

    void join(Ipv4Address group) {
        Interest interest = obtain(group);
        interest.joins++;
        update(group, interest);
    }

    void leave(Ipv4Address group) {
        Interest interest = groups.get(group);
        if (interest != null && interest.joins > 0) {
            interest.joins--;
            update(group, interest);
        }
    }

    void filter(Object owner, Ipv4Address group, SourceFilter filter) {
        Interest interest = obtain(group);
        if (filter.equals(SourceFilter.NOBODY)) {
            interest.filters.remove(owner);
        } else {
            interest.filters.put(owner, filter);
        }
        update(group, interest);
    }

    private Interest obtain(Ipv4Address group) {
        if (!group.isMulticast()) {
            throw new IllegalArgumentException("group: " + group + " (expected: 224.0.0.0-239.255.255.255)");
        }
        if (groups.size() == NetworkInterface.MAX_GROUPS && !groups.containsKey(group)) {
            throw new IllegalStateException(name + ": groups: " + NetworkInterface.MAX_GROUPS + " (expected: fewer)");
        }
        return groups.computeIfAbsent(group, joined -> new Interest());
    }

    private void update(Ipv4Address group, Interest interest) {
        SourceFilter before = interest.wanted;
        interest.wanted = interest.merged();
        if (interest.wanted.equals(SourceFilter.NOBODY)) {
            groups.remove(group);
        }
        if (!interest.wanted.equals(before)) {
            changes.accept(group, interest.wanted);
        }
    }

    /** Nobody, for a group that it is not in. */
    SourceFilter wanted(Ipv4Address group) {
        Interest interest = groups.get(group);
        return interest == null ? SourceFilter.NOBODY : interest.wanted;
    }

    /** In order. */
    List<Ipv4Address> all() {
        return List.copyOf(groups.keySet());
    }
}
