package labwire.smtp.pop3;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import labwire.smtp.protocol.ListeningPorts;
import labwire.smtp.protocol.SessionRegister;

/**
 * A running POP3 server: its listeners and their sessions.
 *
 * <p>All methods may be called from any thread, and do not block. Futures complete on an event loop of the bootstrap.
 */
public final class Pop3Server {

    private final EventExecutor executor;
    private final SessionRegister register;
    private final MaildropLocks locks = new MaildropLocks();
    private final ListeningPorts listening = new ListeningPorts();

    private Pop3Server(Pop3Config config, EventExecutor executor) {
        this.executor = executor;
        this.register = new SessionRegister(config.limits().maxSessions());
    }

    /**
     * Starts a server. If one of its ports cannot be had, none is kept, and the future fails with an {@link IOException}
     * that names the address.
     *
     * @param bootstrap bound to a network: it has an event loop group and a channel class, and no handler. Not changed
     */
    public static Future<Pop3Server> start(Pop3Config config, ServerBootstrap bootstrap, Pop3Services services) {
        EventExecutor executor = bootstrap.config().group().next();
        Promise<Pop3Server> started = executor.newPromise();
        Pop3Server server = new Pop3Server(config, executor);
        executor.execute(() -> server.listening
                .bind("POP3 server", server.ports(config, services), bootstrap, executor)
                .addListener((Future<Void> bound) -> {
                    if (bound.isSuccess()) {
                        started.setSuccess(server);
                    } else {
                        started.setFailure(bound.cause());
                    }
                }));
        return started;
    }

    private List<ListeningPorts.Port> ports(Pop3Config config, Pop3Services services) {
        return config.listeners().stream()
                .map(listener -> new ListeningPorts.Port(
                        new InetSocketAddress(config.address(), listener.port()),
                        new Pop3Initializer(profile(config, listener), config.tls(), services, locks, register)))
                .toList();
    }

    private static Pop3Profile profile(Pop3Config config, Pop3Listener listener) {
        return new Pop3Profile(config.hostName(), config.limits(), config.plaintextAuth(), listener.tls());
    }

    /** The addresses listened on, in the order of the configuration's listeners. */
    public List<SocketAddress> addresses() {
        return listening.addresses();
    }

    /** How many sessions there are now. */
    public int sessions() {
        return register.size();
    }

    /**
     * Stops: closes the listeners and ends the sessions; completes once messages that a QUIT is deleting are deleted. What
     * is only marked stays.
     */
    public Future<Void> stop() {
        Promise<Void> stopped = executor.newPromise();
        executor.execute(() -> listening
                .close(executor)
                .addListener(closed -> register.closeAll(executor).addListener(left -> stopped.setSuccess(null))));
        return stopped;
    }
}
