package labwire.netlab.stack;

import java.util.ArrayDeque;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A link to oneself: what is sent arrives here, after the time that the shortest cable takes.
 *
 * <p>Never within the call that sends, so that two ends on one host do not recurse into each other; and never at the
 * same instant, so that they cannot fill it.
 */
public final class LoopbackLink implements LinkLayer {
    /** Frames on their way; what comes beyond is dropped. */
    static final int MAX_FRAMES_IN_FLIGHT = 65_536;

    private record InFlight(EthernetFrame frame, long arrivalNanos) {}

    private static final MacAddress NO_MAC = new MacAddress(0);

    private final LabEventLoop loop;
    private final LabTimer arrival;
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private @Nullable LinkListener listener;
    private long droppedFrames;

    public LoopbackLink(LabEventLoop loop) {
        this.loop = loop;
        this.arrival = loop.newTimer(this::deliver);
    }

    @Override
    public MacAddress mac() {
        return NO_MAC;
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void send(EthernetFrame frame) {
        if (inFlight.size() == MAX_FRAMES_IN_FLIGHT) {
            droppedFrames++;
            return;
        }
        long arrivalNanos = loop.now() + LinkSettings.MIN_DELAY_NANOS;
        inFlight.add(new InFlight(frame, arrivalNanos));
        arrival.armNoLaterThan(arrivalNanos);
    }

    @Override
    public void listen(LinkListener newListener) {
        listener = newListener;
    }

    @Override
    public boolean isLoopback() {
        return true;
    }

    /** Frames for which there was no room. */
    public long droppedFrames() {
        return droppedFrames;
    }

    private void deliver() {
        long now = loop.now();
        InFlight next = inFlight.peek();
        while (next != null && next.arrivalNanos() <= now) {
            inFlight.remove();
            if (listener != null) {
                listener.frameReceived(next.frame());
            }
            next = inFlight.peek();
        }
        if (next != null) {
            arrival.armNoLaterThan(next.arrivalNanos());
        }
    }
}
