package labwire.netlab.stack;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * The multicast groups that an interface is in, and whose packets to them are wanted; all hosts are in 224.0.0.1. Lab
 * thread only.
 */
public final class InterfaceGroups {
    /** Multicast groups that one interface is in; {@link #join} refuses more. */
    public static final int MAX_GROUPS = 64;

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
    private final Map<Ipv4Address, Interest> groups = new TreeMap<>();
    /** Null where nobody is told, as on the way to nowhere. */
    private @Nullable GroupMembership membership;

    /** @param name the interface's */
    InterfaceGroups(String name) {
        this.name = name;
    }

    /** Sets what tells the link's routers. */
    void tell(GroupMembership newMembership) {
        membership = newMembership;
    }

    void linkChanged(boolean up) {
        if (membership != null) {
            membership.linkChanged(up);
        }
    }

    /** Takes a message about groups in. */
    void received(Ipv4Packet message) {
        if (membership != null) {
            membership.received(message);
        }
    }

    /**
     * Takes packets to a group in.
     *
     * <p>Whoever joins leaves again by itself: a group joined twice is to be left twice.
     *
     * @throws IllegalArgumentException if it is no group
     * @throws IllegalStateException if there are {@link #MAX_GROUPS}
     */
    public void join(Ipv4Address group) {
        Interest interest = obtain(group);
        interest.joins++;
        update(group, interest);
    }

    /** Ends one {@link #join}; nothing happens if there is none. */
    public void leave(Ipv4Address group) {
        Interest interest = groups.get(group);
        if (interest != null && interest.joins > 0) {
            interest.joins--;
            update(group, interest);
        }
    }

    /**
     * Says whose packets to a group somebody wants; together with what others want, that is what is taken in.
     *
     * @param owner whose former filter of the group this one replaces
     * @param filter {@link SourceFilter#NOBODY} to leave the group
     * @throws IllegalArgumentException if it is no group
     * @throws IllegalStateException if there are {@link #MAX_GROUPS}
     */
    public void filter(Object owner, Ipv4Address group, SourceFilter filter) {
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
        if (groups.size() == MAX_GROUPS && !groups.containsKey(group)) {
            if (membership != null) {
                membership.refused();
            }
            throw new IllegalStateException(name + ": groups: " + MAX_GROUPS + " (expected: fewer)");
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
            changed(group, interest.wanted);
        }
    }

    private void changed(Ipv4Address group, SourceFilter wanted) {
        if (membership != null) {
            membership.changed(group, wanted);
        }
    }

    /** True if packets to the group are taken in, of some sources at least. */
    public boolean contains(Ipv4Address group) {
        return group.equals(GroupMembership.ALL_HOSTS) || !wanted(group).equals(SourceFilter.NOBODY);
    }

    /** True if what the source sends to the group is for this stack. */
    boolean hears(Ipv4Address group, Ipv4Address source) {
        return group.equals(GroupMembership.ALL_HOSTS) || wanted(group).admits(source);
    }

    /** Whose packets to the group are wanted; nobody's, if it was not joined. */
    SourceFilter wanted(Ipv4Address group) {
        Interest interest = groups.get(group);
        return interest == null ? SourceFilter.NOBODY : interest.wanted;
    }

    /** Those that were joined, in the order of their addresses. */
    public List<Ipv4Address> all() {
        return List.copyOf(groups.keySet());
    }
}
