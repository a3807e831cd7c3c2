package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.Lsa;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.OspfPacket;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateRequest;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateUpdate;
import labwire.netlab.routing.ospf.packet.OspfPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.RawIpPayload;

/**
 * A router under test, 5.5.5.5 with the address 10.0.0.5, and a neighbour on its link that says what a test has it say,
 * right or wrong.
 */
final class ScriptedNeighbor implements OspfOutput {
    static final long SECOND = 1_000_000_000L;
    static final Ipv4Prefix NETWORK = new Ipv4Prefix(Ipv4Address.parse("10.0.0.0"), 24);
    static final Ipv4Address OUR_ID = Ipv4Address.parse("5.5.5.5");
    static final Ipv4Address OUR_ADDRESS = Ipv4Address.parse("10.0.0.5");

    final OspfRouter router = new OspfRouter(OUR_ID, 1000, this);
    final List<OspfPacket> sent = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    final OspfInterface on;
    final Ipv4Address id;
    final Ipv4Address address;
    long now = SECOND;

    /** A neighbour by its last number: it has the ID n.n.n.n and the address 10.0.0.n. */
    ScriptedNeighbor(NetworkType type, int number) {
        this(InterfaceSettings.of(Areas.BACKBONE, OUR_ADDRESS, NETWORK, type, 1), number);
    }

    ScriptedNeighbor(InterfaceSettings settings, int number) {
        id = new Ipv4Address(number * 0x0101_0101);
        address = new Ipv4Address(NETWORK.network().value() + number);
        on = router.up("link", settings, now);
    }

    /** Lets time pass. */
    void pass(long seconds) {
        long end = now + seconds * SECOND;
        while (router.nextDeadline() <= end) {
            now = Math.max(now, router.nextDeadline());
            router.advance(now);
        }
        now = end;
    }

    void say(OspfPacket packet) {
        router.receive(on, address, PacketOutput.ALL_ROUTERS, new OspfPayload(packet), now);
    }

    /** A hello that names those that were heard. */
    void hello(Ipv4Address... heard) {
        hello(1, Ipv4Address.ANY, Ipv4Address.ANY, heard);
    }

    void hello(int priority, Ipv4Address designated, Ipv4Address backup, Ipv4Address... heard) {
        InterfaceSettings settings = on.settings();
        say(new Hello(
                id,
                Areas.BACKBONE,
                settings.network().length(),
                settings.helloSeconds(),
                OspfPacket.OPTION_EXTERNAL,
                priority,
                settings.deadSeconds(),
                designated,
                backup,
                List.of(heard)));
    }

    void describe(boolean init, boolean more, boolean master, int sequence, AgedHeader... headers) {
        say(new DatabaseDescription(
                id, Areas.BACKBONE, 1500, OspfPacket.OPTION_EXTERNAL, init, more, master, sequence, List.of(headers)));
    }

    void request(LsaKey... keys) {
        say(new LinkStateRequest(id, Areas.BACKBONE, List.of(keys)));
    }

    void update(AgedLsa... lsas) {
        say(new LinkStateUpdate(id, Areas.BACKBONE, List.of(lsas)));
    }

    /** Its own router advertisement. */
    AgedLsa links(int sequence) {
        LsaBody body = new LsaBody.RouterBody(false, false, false, List.of());
        return new AgedLsa(
                1,
                Lsa.originate(
                        OspfPacket.OPTION_EXTERNAL, LsaKey.ofRouter(id), LsaHeader.INITIAL_SEQUENCE + sequence, body));
    }

    /** As far as EXCHANGE, in which it follows if its ID is the smaller one. */
    void negotiate() {
        hello(OUR_ID);
        DatabaseDescription claim = last(DatabaseDescription.class);
        if (id.compareTo(OUR_ID) > 0) {
            describe(true, true, true, 77);
        } else {
            describe(false, true, false, claim.sequence());
        }
    }

    /** As far as FULL, with nothing to tell. */
    void synchronize() {
        negotiate();
        if (id.compareTo(OUR_ID) > 0) {
            describe(false, false, true, 78);
        } else {
            describe(false, false, false, last(DatabaseDescription.class).sequence());
        }
    }

    <T extends OspfPacket> T last(Class<T> kind) {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (kind.isInstance(sent.get(i))) {
                return kind.cast(sent.get(i));
            }
        }
        throw new AssertionError("sent: no " + kind.getSimpleName() + " (expected: one)");
    }

    NeighborState state() {
        for (OspfNeighbor each : on.neighbors()) {
            if (each.id().equals(id)) {
                return each.state();
            }
        }
        return NeighborState.DOWN;
    }

    /** Has it come into a state by steps that are themselves tested. */
    ScriptedNeighbor having(Consumer<ScriptedNeighbor> steps) {
        steps.accept(this);
        return this;
    }

    @Override
    public void send(OspfInterface from, Ipv4Address destination, RawIpPayload packet) {
        if (packet instanceof OspfPayload plain) {
            sent.add(plain.packet());
        }
    }

    @Override
    public void routesChanged(List<OspfRoute> removed, List<OspfRoute> added) {}

    @Override
    public void adjacencyChanged(OspfNeighbor neighbor, NeighborState from, NeighborState to, String reason) {
        changes.add(from + " to " + to + ", " + reason);
    }
}
