package labwire.netlab.channel;

import java.net.NoRouteToHostException;
import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/** The multicast groups that one channel has joined, each on an interface of its host. Lab thread only. */
final class JoinedGroups {
    private final IpStack stack;
    private final Map<IpAddress, NetworkInterface> groups = new TreeMap<>(IpAddress.ORDER);

    JoinedGroups(IpStack stack) {
        this.stack = stack;
    }

    /**
     * Joins a group.
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
            on.joinGroup(group4);
        } else {
            on.ip6().join((Ipv6Address) group);
        }
        groups.put(group, on);
    }

    void leave(IpAddress group) {
        NetworkInterface on = groups.remove(group);
        if (on != null) {
            leave(group, on);
        }
    }

    void leaveAll() {
        groups.forEach(JoinedGroups::leave);
        groups.clear();
    }

    private static void leave(IpAddress group, NetworkInterface on) {
        if (group instanceof Ipv4Address group4) {
            on.leaveGroup(group4);
        } else {
            on.ip6().leave((Ipv6Address) group);
        }
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
