package labwire.netlab.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/**
 * A queue for each flow, by the hash of its addresses and ports, each with CoDel
 * (<a href="https://www.rfc-editor.org/rfc/rfc8290#section-4">RFC 8290, section 4</a>). They are served in turn, a
 * quantum of bytes each; a flow that has just begun goes first, so that what is sparse need not wait for what is bulk.
 */
final class FqCoDelQueue implements FrameQueue {
    static final int FLOWS = 1024;
    /** A full frame without FCS (section 5.2.3). */
    private static final int QUANTUM_BYTES = 1514;
    /** To make room, half of the longest queue goes, but no more than so many frames (section 4.1.2). */
    private static final int MAX_DROP_BATCH = 64;

    private static final class Flow {
        final CoDel frames;
        int deficitBytes;
        /** Among the new or the old ones. */
        boolean listed;

        Flow(Outcome outcome) {
            frames = new CoDel(outcome);
        }
    }

    private final Outcome outcome;
    private final int perturbation;
    private final @Nullable Flow[] flows = new Flow[FLOWS];
    private final Deque<Flow> newFlows = new ArrayDeque<>();
    private final Deque<Flow> oldFlows = new ArrayDeque<>();
    private QueueSettings settings;
    private long bytes;
    private int size;

    /** @param perturbation by chance, so that nobody can choose which flows share a queue */
    FqCoDelQueue(QueueSettings settings, int perturbation, Outcome outcome) {
        this.settings = settings;
        this.perturbation = perturbation;
        this.outcome = outcome;
    }

    @Override
    public void add(EthernetFrame frame, long now) {
        int index = FlowHash.of(frame, perturbation) & FLOWS - 1;
        Flow flow = flows[index];
        if (flow == null) {
            flow = new Flow(outcome);
            flows[index] = flow;
        }
        if (!flow.listed) {
            flow.listed = true;
            flow.deficitBytes = QUANTUM_BYTES;
            newFlows.addLast(flow);
        }
        flow.frames.add(frame, now);
        bytes += frame.wireLength();
        size++;
        while (bytes > settings.limitBytes()) {
            dropFrom(longest());
        }
    }

    private Flow longest() {
        Flow longest = newFlows.isEmpty() ? oldFlows.getFirst() : newFlows.getFirst();
        for (Flow flow : flows) {
            if (flow != null && flow.frames.bytes() > longest.frames.bytes()) {
                longest = flow;
            }
        }
        return longest;
    }

    private void dropFrom(Flow flow) {
        long half = flow.frames.bytes() / 2;
        for (int left = MAX_DROP_BATCH; left > 0 && flow.frames.bytes() > half; left--) {
            EthernetFrame frame = flow.frames.remove();
            forget(frame);
            outcome.dropped(frame, DropReason.QUEUE_FULL);
        }
    }

    private void forget(EthernetFrame frame) {
        bytes -= frame.wireLength();
        size--;
    }

    /** A queue that is found empty stays among the old ones for a round, else it could come first again at once. */
    @Override
    public @Nullable EthernetFrame poll(long now) {
        while (true) {
            Deque<Flow> list = newFlows.isEmpty() ? oldFlows : newFlows;
            Flow flow = list.peekFirst();
            if (flow == null) {
                return null;
            }
            if (flow.deficitBytes <= 0) {
                flow.deficitBytes += QUANTUM_BYTES;
                oldFlows.addLast(list.removeFirst());
                continue;
            }
            long bytesBefore = flow.frames.bytes();
            int sizeBefore = flow.frames.size();
            EthernetFrame frame = flow.frames.poll(now, settings);
            bytes -= bytesBefore - flow.frames.bytes();
            size -= sizeBefore - flow.frames.size();
            if (frame != null) {
                flow.deficitBytes -= frame.wireLength();
                return frame;
            }
            list.removeFirst();
            if (list == newFlows && !oldFlows.isEmpty()) {
                oldFlows.addLast(flow);
            } else {
                flow.listed = false;
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public void settings(QueueSettings newSettings) {
        settings = newSettings;
    }

    @Override
    public void drain(Consumer<EthernetFrame> taker) {
        for (Flow flow : flows) {
            if (flow != null) {
                flow.frames.drain(taker);
                flow.listed = false;
            }
        }
        newFlows.clear();
        oldFlows.clear();
        bytes = 0;
        size = 0;
    }
}
