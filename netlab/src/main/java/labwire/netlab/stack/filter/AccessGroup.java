package labwire.netlab.stack.filter;

import java.util.Optional;
import labwire.netlab.stack.PacketFilter;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.UnknownIpPayload;
import org.jspecify.annotations.Nullable;

/** An access list by its name, whether it is there or not: a name without a list, or without rules, permits all. */
public final class AccessGroup implements PacketFilter {
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
        AccessList judging = list;
        if (judging == null || judging.isEmpty()) {
            return Verdict.PERMIT;
        }
        Optional<AccessRule> decided = judging.decide(packet);
        decided.filter(AccessRule::isLogged).ifPresent(rule -> lists.report(judging, rule, packet));
        return decided.map(AccessRule::verdict).orElse(Verdict.DENY);
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
