package labwire.dash.player;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.function.Consumer;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;

/** A running session. Its methods may be called from any thread and do not block. */
public final class Player {
    private final EventLoop loop;
    private final Promise<Ended> ended;
    private final PlayerSession session;

    private Player(PlayerConfig config, Bootstrap bootstrap, Consumer<PlayerEvent> events) {
        loop = bootstrap.config().group().next();
        ended = loop.newPromise();
        session = new PlayerSession(config, bootstrap, loop, events, ended::trySuccess);
    }

    /**
     * Starts playing.
     *
     * @param bootstrap bound to a network: it has an event loop group, a channel class and, in a lab, a resolver, and no
     *     handler. Not changed
     * @param events hears what happens, in order, on an event loop of the bootstrap's group; is not to block. {@link
     *     Ended} is the last
     */
    public static Player start(PlayerConfig config, Bootstrap bootstrap, Consumer<PlayerEvent> events) {
        Player player = new Player(config, bootstrap, events);
        player.loop.execute(player.session::turn);
        return player;
    }

    /** Completes, never fails, when the session is over. */
    public Future<Ended> ended() {
        return ended;
    }

    /** Ends the session now. */
    public void stop() {
        loop.execute(() -> session.end(false, "stopped"));
    }

    /** Holds playback; fetching goes on until the buffers are full. No effect unless it plays. */
    public void pause() {
        loop.execute(session::pause);
    }

    /** Goes on after a pause. */
    public void resume() {
        loop.execute(session::resume);
    }
}
