package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import labwire.netlab.wire.MacAddress;

/** A spanning tree alone, with a clock that the test moves and everything it puts out kept. */
final class RecordedTree implements TreeOutput {
    static final long SECOND = 1_000_000_000L;

    /** A BPDU and the port it left by. */
    record Sent(int port, Bpdu bpdu) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Integer> flushed = new ArrayList<>();
    final SpanningTree tree;
    long now;

    /** A bridge of priority 32768 and address 10, without ports. */
    RecordedTree() {
        tree = new SpanningTree(id(32768, 10), BridgeSettings.DEFAULT, this);
    }

    static BridgeId id(int priority, long mac) {
        return new BridgeId(priority, new MacAddress(mac));
    }

    void up(int... ports) {
        for (int port : ports) {
            tree.portUp(port, new TreePortSettings(128 << 8 | port, 4, false), now);
        }
        tree.transmit(now);
    }

    void upAsEdge(int port) {
        tree.portUp(port, new TreePortSettings(128 << 8 | port, 4, true), now);
        tree.transmit(now);
    }

    void receive(int port, Bpdu bpdu) {
        tree.receive(port, bpdu, now);
        tree.transmit(now);
    }

    /** Moves time on, doing what comes due at its own instant. */
    void pass(long nanos) {
        long end = now + nanos;
        while (tree.nextDeadline() <= end) {
            now = tree.nextDeadline();
            tree.advance(now);
            tree.transmit(now);
        }
        now = end;
    }

    TreePort port(int number) {
        return tree.ports().stream()
                .filter(port -> port.number == number)
                .findFirst()
                .orElseThrow();
    }

    Bpdu lastFrom(int port) {
        return sent.stream()
                .filter(candidate -> candidate.port() == port)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .bpdu();
    }

    long countFrom(int port) {
        return sent.stream().filter(candidate -> candidate.port() == port).count();
    }

    /** What a bridge that claims to be the root sends. */
    static Bpdu claim(Bpdu.Type type, int flags, BridgeId root) {
        return claim(type, flags, root, 0, root, 0x8001, 0);
    }

    static Bpdu claim(Bpdu.Type type, int flags, BridgeId root, int cost, BridgeId bridge, int portId, int ageSeconds) {
        return new Bpdu(type, 0, flags, root, cost, bridge, portId, ageSeconds * 256, 20 * 256, 2 * 256, 15 * 256);
    }

    static Bpdu notification() {
        return new Bpdu(Bpdu.Type.TOPOLOGY_CHANGE, 0, 0, id(0, 0), 0, id(0, 0), 0, 0, 0, 0, 0);
    }

    /** The answer of a bridge below: its root port agrees to what the port said last. */
    Bpdu agreementTo(int port, long mac) {
        Bpdu said = lastFrom(port);
        return claim(
                Bpdu.Type.RAPID,
                Bpdu.ROLE_ROOT | Bpdu.FLAG_AGREEMENT | Bpdu.FLAG_LEARNING | Bpdu.FLAG_FORWARDING,
                said.root(),
                said.rootPathCost() + 4,
                id(61440, mac),
                0x8001,
                1);
    }

    @Override
    public void send(int port, Bpdu bpdu) {
        sent.add(new Sent(port, bpdu));
    }

    @Override
    public void changed(int port, PortState state) {}

    @Override
    public void inconsistent(int port, Inconsistency was, Inconsistency is) {}

    @Override
    public void flush(int port) {
        flushed.add(port);
    }
}
