package labwire.netlab.link;

import java.util.function.Consumer;
import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** Frames that wait for a transmitter, in a discipline that decides when they are about to leave. */
interface FrameQueue {
    /** What becomes of frames that do not leave as they came. */
    interface Outcome {
        void dropped(EthernetFrame frame, DropReason reason);

        /** Instead of being dropped. */
        void marked();
    }

    /** Takes a frame, and drops what then does not fit. */
    void add(EthernetFrame frame, long now);

    /** The frame that is to leave now; null if none is left. */
    @Nullable
    EthernetFrame poll(long now);

    boolean isEmpty();

    /** Applies to what waits, too. */
    void settings(QueueSettings settings);

    /** Empties the queue, in an order in which frames of one flow keep theirs. */
    void drain(Consumer<EthernetFrame> taker);
}
