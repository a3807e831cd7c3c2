package labwire.netlab.cloud;

import io.netty.util.concurrent.Future;
import labwire.netlab.link.Port;

/**
 * A port of the lab whose frames leave it, and come from elsewhere: what is sent to the port by a cable goes out. One whose
 * far side goes away comes back by itself. Any thread; not restartable.
 */
public sealed interface OutsideLink permits Tunnel, TapLink {
    OutsideRule rule();

    /** The lab's end. */
    Port port();

    /** What has passed so far. */
    TunnelCounters counters();

    /**
     * Opens it.
     *
     * @return done when frames can pass; fails with a {@link TunnelException}
     */
    Future<?> open();

    /** Closes it; the future is done when it is closed. */
    Future<?> close();
}
