package labwire.netlab.link;

import java.util.function.Consumer;
import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/**
 * A queue that controls the delay in it (<a href="https://www.rfc-editor.org/rfc/rfc8289#section-5">RFC 8289, section
 * 5</a>): once frames have waited longer than the target for a whole interval, one is dropped, and then more and more
 * often, until they wait no longer.
 */
final class CoDel {
    /** What is left of a burst of one frame is no standing queue (section 5.2's MAXPACKET). */
    private static final int MAX_FRAME_BYTES = 1518;
    /** A dropping state that begins soon after the last one goes on where that ended, within so many intervals. */
    private static final int RECENT_INTERVALS = 16;

    private final FrameQueue.Outcome outcome;
    private final FrameRing frames = new FrameRing();
    private long bytes;
    /** When frames will have waited too long for an interval; 0: they do not. */
    private long firstAboveNanos;

    private boolean dropping;
    private long dropNextNanos;
    private int count;
    private int lastCount;
    /** Whether the frame polled last stood in a queue that has been too long for an interval. */
    private boolean mayDrop;

    CoDel(FrameQueue.Outcome outcome) {
        this.outcome = outcome;
    }

    long bytes() {
        return bytes;
    }

    int size() {
        return frames.size();
    }

    boolean isEmpty() {
        return frames.size() == 0;
    }

    void add(EthernetFrame frame, long now) {
        frames.add(frame, now);
        bytes += frame.wireLength();
    }

    /** The frame at the head, whatever its wait. */
    EthernetFrame remove() {
        EthernetFrame frame = frames.remove();
        bytes -= frame.wireLength();
        return frame;
    }

    void drain(Consumer<EthernetFrame> taker) {
        while (!isEmpty()) {
            taker.accept(remove());
        }
    }

    /** The frame that is to leave now, after the drops that are due; null if none is left. */
    @Nullable
    EthernetFrame poll(long now, QueueSettings settings) {
        EthernetFrame frame = next(now, settings);
        if (dropping) {
            dropping = mayDrop;
            while (dropping && frame != null && now >= dropNextNanos) {
                count++;
                dropNextNanos = controlLaw(dropNextNanos, settings);
                EthernetFrame marked = marked(frame, settings);
                if (marked != null) {
                    return marked;
                }
                outcome.dropped(frame, DropReason.QUEUE_DELAY);
                frame = next(now, settings);
                dropping = mayDrop;
            }
        } else if (mayDrop && frame != null) {
            dropping = true;
            int since = count - lastCount;
            boolean recent = now - dropNextNanos < RECENT_INTERVALS * settings.intervalNanos();
            count = since > 1 && recent ? since : 1;
            lastCount = count;
            dropNextNanos = controlLaw(now, settings);
            EthernetFrame marked = marked(frame, settings);
            if (marked != null) {
                return marked;
            }
            outcome.dropped(frame, DropReason.QUEUE_DELAY);
            frame = next(now, settings);
        }
        return frame;
    }

    private @Nullable EthernetFrame next(long now, QueueSettings settings) {
        mayDrop = false;
        if (isEmpty()) {
            firstAboveNanos = 0;
            return null;
        }
        long waited = now - frames.headNanos();
        EthernetFrame frame = remove();
        if (waited < settings.targetNanos() || bytes <= MAX_FRAME_BYTES) {
            firstAboveNanos = 0;
        } else if (firstAboveNanos == 0) {
            firstAboveNanos = now + settings.intervalNanos();
        } else {
            mayDrop = now >= firstAboveNanos;
        }
        return frame;
    }

    private @Nullable EthernetFrame marked(EthernetFrame frame, QueueSettings settings) {
        EthernetFrame marked = settings.ecn() ? CongestionMark.on(frame) : null;
        if (marked != null) {
            outcome.marked();
        }
        return marked;
    }

    /** Drops come closer with the square root of their number, as TCP's rate falls with it (section 4.1). */
    private long controlLaw(long fromNanos, QueueSettings settings) {
        return fromNanos + Math.round(settings.intervalNanos() / Math.sqrt(count));
    }
}
