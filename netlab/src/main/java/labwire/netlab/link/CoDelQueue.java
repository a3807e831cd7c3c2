package labwire.netlab.link;

import java.util.function.Consumer;
import labwire.netlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** One queue for all frames, with CoDel at its head and drops at its tail. */
final class CoDelQueue implements FrameQueue {
    private final Outcome outcome;
    private final CoDel frames;
    private QueueSettings settings;

    CoDelQueue(QueueSettings settings, Outcome outcome) {
        this.settings = settings;
        this.outcome = outcome;
        this.frames = new CoDel(outcome);
    }

    @Override
    public void add(EthernetFrame frame, long now) {
        if (frames.bytes() + frame.wireLength() > settings.limitBytes()) {
            outcome.dropped(frame, DropReason.QUEUE_FULL);
        } else {
            frames.add(frame, now);
        }
    }

    @Override
    public @Nullable EthernetFrame poll(long now) {
        return frames.poll(now, settings);
    }

    @Override
    public boolean isEmpty() {
        return frames.isEmpty();
    }

    @Override
    public void settings(QueueSettings newSettings) {
        settings = newSettings;
    }

    @Override
    public void drain(Consumer<EthernetFrame> taker) {
        frames.drain(taker);
    }
}
