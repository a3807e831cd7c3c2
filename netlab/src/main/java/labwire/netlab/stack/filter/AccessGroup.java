package labwire.netlab.stack.filter;

import java.util.Optional;
import labwire.netlab.stack.PacketFilter;
import labwire.netlab.stack.ip6.Ip6Filter;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.UnknownIpPayload;
import org.jspecify.annotations.Nullable;

/** An access list by its name, whether it is there or not: a name without a list, or without rules, permits all. */
public final class AccessGroup implements PacketFilter, Ip6Filter {
    private final AccessLists lists;
    private final String name;
    private @Nullable AccessList list;

    AccessGroup(AccessLists lists, String name) {
        this.lists = lists;
        this.name = name;
    }

    public String name() {
        return name;
    }

    void refersTo(@Nullable AccessList newList) {
        list = newList;
    }

    @Override
    public Verdict judge(Ipv4Packet packet) {
        return decide(packet);
    }

    @Override
    public boolean passes(Ipv6Packet packet) {
        return decide(packet) == Verdict.PERMIT;
    }

    private Verdict decide(IpPacket packet) {
        AccessList judging = list;
        if (judging == null || judging.isEmpty()) {
            return Verdict.PERMIT;
        }
        Optional<AccessRule> decided = judging.decide(packet);
        decided.filter(AccessRule::isLogged).ifPresent(rule -> lists.report(judging, rule, packet));
        boolean implied = judging.kind() == AccessList.Kind.IPV6 && isNeighborDiscovery(packet);
        return decided.map(AccessRule::verdict).orElse(implied ? Verdict.PERMIT : Verdict.DENY);
    }

    /** A solicitation or an advertisement of a neighbour, without which nothing else would pass. */
    private static boolean isNeighborDiscovery(IpPacket packet) {
        return packet.payload() instanceof Icmpv6Message message
                && (message.type() == Icmpv6Message.NEIGHBOR_SOLICITATION
                        || message.type() == Icmpv6Message.NEIGHBOR_ADVERTISEMENT);
    }

    /**
     * True if packets from that address may pass; what else a rule asks of them counts as given by none. A list is
     * about IPv4 and says nothing of others.
     */
    public boolean permits(IpAddress source) {
        if (!(source instanceof Ipv4Address address)) {
            return true;
        }
        Ipv4Packet from =
                new Ipv4Packet(address, Ipv4Address.ANY, 0, new UnknownIpPayload(PacketMatch.NO_PROTOCOL, Bytes.EMPTY));
        return judge(from) == Verdict.PERMIT;
    }
}
