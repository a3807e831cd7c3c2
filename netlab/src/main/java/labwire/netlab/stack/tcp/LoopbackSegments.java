package labwire.netlab.stack.tcp;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.IpPacket;

/** Segments that we send to ourselves: they come back while their sender still works, and wait for the end of the turn. */
final class LoopbackSegments {
    /** What comes beyond is dropped. */
    private static final int MAX_SEGMENTS = 1 << 16;

    private final LabEventLoop loop;
    private final TcpCounters counters;
    private final Consumer<IpPacket> receiver;
    private final ArrayDeque<IpPacket> waiting = new ArrayDeque<>();

    LoopbackSegments(LabEventLoop loop, TcpCounters counters, Consumer<IpPacket> receiver) {
        this.loop = loop;
        this.counters = counters;
        this.receiver = receiver;
    }

    void add(IpPacket packet) {
        if (waiting.size() >= MAX_SEGMENTS) {
            counters.count(Event.LOOPBACK_OVERFLOWS);
            return;
        }
        if (waiting.isEmpty()) {
            loop.atTurnEnd(this::deliver);
        }
        waiting.add(packet);
    }

    private void deliver() {
        for (int left = waiting.size(); left > 0; left--) {
            receiver.accept(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            // What they were answered with.
            loop.atTurnEnd(this::deliver);
        }
    }
}
