package labwire.netlab.channel;

import java.net.NoRouteToHostException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.SourceFilter;
import labwire.netlab.stack.SourceFilter.Mode;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/** The multicast groups that one channel has joined, each on an interface of its host. Lab thread only. */
final class JoinedGroups {
    /** @param filter of IPv4; of IPv6, all sources are heard */
    private record Joined(NetworkInterface on, SourceFilter filter) {}

    private final IpStack stack;
    private final Map<IpAddress, Joined> groups = new TreeMap<>(IpAddress.ORDER);

    JoinedGroups(IpStack stack) {
        this.stack = stack;
    }

    /**
     * Joins a group; once more is nothing more.
     *
     * @param local what the channel is bound to
     * @throws NoRouteToHostException if no interface can
     * @throws IllegalArgumentException if it is no group
     * @throws IllegalStateException if the interface is in too many
     */
    void join(IpAddress group, IpAddress local) throws NoRouteToHostException {
        if (groups.containsKey(group)) {
            return;
        }
        NetworkInterface on = interfaceFor(group, local);
        if (group instanceof Ipv4Address group4) {
            filter(group4, on, SourceFilter.EVERYBODY);
        } else {
            on.ip6().join((Ipv6Address) group);
            groups.put(group, new Joined(on, SourceFilter.EVERYBODY));
        }
    }

    void leave(IpAddress group) {
        Joined joined = groups.get(group);
        if (joined == null) {
            return;
        }
        if (group instanceof Ipv4Address group4) {
            filter(group4, joined.on(), SourceFilter.NOBODY);
        } else {
            joined.on().ip6().leave((Ipv6Address) group);
            groups.remove(group);
        }
    }

    /**
     * Hears one source more of a group that is joined for some alone, or joins it for that one.
     *
     * @throws NoRouteToHostException if no interface can
     * @throws IllegalStateException if the group is joined for all, or the interface is in too many
     * @throws IllegalArgumentException if it is no group, or there are too many sources
     */
    void join(Ipv4Address group, Ipv4Address source, IpAddress local) throws NoRouteToHostException {
        Joined joined = groups.get(group);
        NetworkInterface on = joined == null ? interfaceFor(group, local) : joined.on();
        SourceFilter before = joined == null ? SourceFilter.NOBODY : expect(joined, Mode.INCLUDE, group);
        filter(group, on, before.with(source));
    }

    /** Hears a source no longer; after the last one the group is left. Nothing happens if it is not joined. */
    void leave(Ipv4Address group, Ipv4Address source) {
        Joined joined = groups.get(group);
        if (joined != null) {
            filter(group, joined.on(), expect(joined, Mode.INCLUDE, group).without(source));
        }
    }

    /**
     * Hears a source of a group no longer that is joined for all.
     *
     * @throws IllegalStateException if it is not
     */
    void block(Ipv4Address group, Ipv4Address source) {
        Joined joined = groups.getOrDefault(group, new Joined(stack.loopback(), SourceFilter.NOBODY));
        filter(group, joined.on(), expect(joined, Mode.EXCLUDE, group).with(source));
    }

    private static SourceFilter expect(Joined joined, Mode mode, Ipv4Address group) {
        if (joined.filter().mode() != mode) {
            throw new IllegalStateException(group + ": joined for "
                    + (mode == Mode.INCLUDE
                            ? "all sources (expected: for some, or not at all)"
                            : "no or some sources (expected: for all)"));
        }
        return joined.filter();
    }

    private void filter(Ipv4Address group, NetworkInterface on, SourceFilter filter) {
        on.groups().filter(this, group, filter);
        if (filter.equals(SourceFilter.NOBODY)) {
            groups.remove(group);
        } else {
            groups.put(group, new Joined(on, filter));
        }
    }

    /** True if a packet is for the channel: as on Linux, also one to a group that it has not joined itself. */
    boolean hears(IpAddress destination, IpAddress source) {
        Joined joined = destination.isMulticast() ? groups.get(destination) : null;
        return joined == null
                || !(source instanceof Ipv4Address from)
                || joined.filter().admits(from);
    }

    void leaveAll() {
        List.copyOf(groups.keySet()).forEach(this::leave);
    }

    /** The one that has the address; for any address, the first by which the stack can send to groups. */
    private NetworkInterface interfaceFor(IpAddress group, IpAddress local) throws NoRouteToHostException {
        for (NetworkInterface on : stack.interfaces()) {
            if (local.isAny() ? speaks(on, group) : has(on, local)) {
                return on;
            }
        }
        throw new NoRouteToHostException("multicast interface: none (expected: one that is up and has an address)");
    }

    private static boolean speaks(NetworkInterface on, IpAddress group) {
        return on.isUp()
                && (group instanceof Ipv4Address
                        ? !on.addresses().isEmpty()
                        : on.ip6().isEnabled());
    }

    private static boolean has(NetworkInterface on, IpAddress local) {
        return local instanceof Ipv4Address own ? on.hasAddress(own) : on.ip6().hasAddress((Ipv6Address) local);
    }
}
