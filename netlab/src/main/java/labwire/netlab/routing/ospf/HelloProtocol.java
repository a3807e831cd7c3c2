package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** Hellos: how neighbours are found, kept, and agree on a designated router (RFC 2328, 9.5 and 10.5). */
final class HelloProtocol {
    private final OspfRouter router;

    HelloProtocol(OspfRouter router) {
        this.router = router;
    }

    void send(OspfInterface from, Ipv4Address destination, long now) {
        List<Ipv4Address> heard = from.neighbors().stream()
                .filter(neighbor -> neighbor.state.isAtLeast(NeighborState.INIT))
                .map(OspfNeighbor::id)
                .toList();
        if (router.packets().isDebugging(DebugTopic.HELLO)) {
            debug(
                    from,
                    "Send hello to " + destination + " area "
                            + Areas.text(from.area().id()) + " from "
                            + from.settings().address());
        }
        router.packets().send(from, destination, hello(from, from.designated, from.backup, heard), now);
    }

    private Hello hello(OspfInterface from, Ipv4Address designated, Ipv4Address backup, List<Ipv4Address> heard) {
        InterfaceSettings settings = from.settings();
        return new Hello(
                router.id(),
                from.area().id(),
                settings.network().length(),
                settings.helloSeconds(),
                from.area().options(),
                settings.priority(),
                settings.deadSeconds(),
                designated,
                backup,
                heard);
    }

    /** A hello that names nobody: who gets it falls back to INIT. */
    void sendFarewell(OspfInterface from, long now) {
        if (from.isSpeaking()) {
            Hello farewell = hello(from, Ipv4Address.ANY, Ipv4Address.ANY, List.of());
            for (Ipv4Address to : PacketOutput.destinations(from, PacketOutput.ALL_ROUTERS)) {
                router.packets().send(from, to, farewell, now);
            }
        }
    }

    void sendPeriodic(OspfInterface from, long now) {
        from.helloAt = now + from.settings().helloSeconds() * OspfTimes.SECOND;
        if (from.isNonBroadcast()) {
            router.staticNeighbors().greet(from, now);
        } else {
            send(from, PacketOutput.ALL_ROUTERS, now);
        }
    }

    /** Takes in a hello; null if it is none of a neighbour's, else the neighbour. */
    @Nullable
    OspfNeighbor receive(OspfInterface on, Ipv4Address source, Hello hello, long now) {
        if (router.packets().isDebugging(DebugTopic.HELLO)) {
            debug(on, "Rcv hello from " + hello.router() + " area " + Areas.text(hello.area()) + " " + source);
        }
        if (router.packets().isDebugging(DebugTopic.EVENTS)) {
            router.packets()
                    .debug(
                            DebugTopic.EVENTS,
                            on,
                            "Rcv hello from " + hello.router() + " area " + Areas.text(hello.area()) + " " + source);
        }
        if (!matches(on, source, hello)) {
            router.counters().dropped(DropReason.HELLO_MISMATCH);
            return null;
        }
        OspfNeighbor neighbor = on.neighbor(hello.router(), source);
        if (neighbor != null && !neighbor.isHeard()) {
            neighbor.id = hello.router();
        }
        if (neighbor != null && !neighbor.id().equals(hello.router())) {
            // Another router has come to that address.
            router.neighbors().kill(neighbor, "Neighbor Down: Router ID changed", now);
            neighbor = null;
        }
        if (neighbor == null) {
            if (on.neighbors().size() >= OspfLimits.MAX_NEIGHBORS) {
                router.counters().dropped(DropReason.TOO_MANY_NEIGHBORS);
                return null;
            }
            neighbor = new OspfNeighbor(on, hello.router(), source);
            neighbor.priority = hello.priority();
            neighbor.designated = hello.designated();
            neighbor.backup = hello.backup();
            on.add(neighbor);
        }
        hear(neighbor, source, hello, now);
        if (router.packets().isDebugging(DebugTopic.EVENTS)) {
            router.packets().debug(DebugTopic.EVENTS, on, "End of hello processing");
        }
        return neighbor;
    }

    private void hear(OspfNeighbor neighbor, Ipv4Address source, Hello hello, long now) {
        OspfInterface on = neighbor.on();
        boolean isNew = !neighbor.isHeard();
        neighbor.address = source;
        neighbor.options = hello.options();
        neighbor.deadAt = now + on.settings().deadSeconds() * OspfTimes.SECOND;
        router.neighbors().helloReceived(neighbor, now);
        boolean isAnswered = on.isNonBroadcast() && hello.priority() > 0 && !StaticNeighbors.isGreeted(neighbor);
        if (isNew || isAnswered) {
            // The neighbour need not wait for our next hello to learn that we hear it.
            send(on, source, now);
        }
        if (!hello.neighbors().contains(router.id())) {
            router.neighbors().oneWay(neighbor, now);
            takeDeclarations(neighbor, hello);
            return;
        }
        router.neighbors().twoWayReceived(neighbor, now);
        takeDeclarations(neighbor, hello);
        if (on.state == InterfaceState.WAITING) {
            boolean isDesignatedAlone = neighbor.designated.equals(source) && neighbor.backup.isAny();
            if (isDesignatedAlone || neighbor.backup.equals(source)) {
                router.interfaces().backupSeen(on, now);
            }
        }
    }

    /** What is declared counts once it is two-way; changes of it call for an election (10.5). */
    private static void takeDeclarations(OspfNeighbor neighbor, Hello hello) {
        Ipv4Address address = neighbor.address;
        boolean changed = neighbor.priority != hello.priority()
                || neighbor.designated.equals(address) != hello.designated().equals(address)
                || neighbor.backup.equals(address) != hello.backup().equals(address);
        neighbor.priority = hello.priority();
        neighbor.designated = hello.designated();
        neighbor.backup = hello.backup();
        neighbor.on().electionDue |= changed;
    }

    private boolean matches(OspfInterface on, Ipv4Address source, Hello hello) {
        InterfaceSettings settings = on.settings();
        boolean timersMatch =
                hello.helloSeconds() == settings.helloSeconds() && hello.deadSeconds() == settings.deadSeconds();
        boolean maskMatches = !on.hasManyNeighbors()
                || hello.prefixLength() == settings.network().length();
        boolean areaMatches =
                (hello.options() & OspfPacket.OPTION_EXTERNAL) == on.area().options();
        if (!(timersMatch && maskMatches)) {
            debugMismatch(on, source, hello);
        }
        if (!areaMatches && router.packets().isDebugging(DebugTopic.HELLO)) {
            debug(on, "Hello from " + source + " with mismatched Stub/Transit area option bit");
        }
        return timersMatch && maskMatches && areaMatches;
    }

    private void debugMismatch(OspfInterface on, Ipv4Address source, Hello hello) {
        InterfaceSettings settings = on.settings();
        if (router.packets().isDebugging(DebugTopic.HELLO)) {
            debug(on, "Mismatched hello parameters from " + source);
            debug(
                    on,
                    "Dead R " + hello.deadSeconds() + " C " + settings.deadSeconds() + ", Hello R "
                            + hello.helloSeconds() + " C " + settings.helloSeconds() + " Mask R "
                            + Ipv4Prefix.of(source, hello.prefixLength()).mask() + " C "
                            + settings.network().mask());
        }
        if (router.packets().isDebugging(DebugTopic.EVENTS)) {
            router.packets().debug(DebugTopic.EVENTS, on, "Mismatched hello parameters from " + source);
        }
    }

    private void debug(OspfInterface where, String text) {
        router.packets().debug(DebugTopic.HELLO, where, text);
    }
}
