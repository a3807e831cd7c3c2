package labwire.smtp;

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
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.store.MailStore;

/**
 * A running mail server: its listeners and their sessions. Takes mail for every address and relays none.
 *
 * <p>All methods may be called from any thread, and do not block. Futures complete on an event loop of the bootstrap.
 */
public final class MailServer {

    private final MailStore store;
    private final SessionRegister register;
    private final EventExecutor executor;
    private final ListeningPorts listening = new ListeningPorts();

    private MailServer(MailServerConfig config, MailStore store, EventExecutor executor) {
        this.store = store;
        this.executor = executor;
        this.register = new SessionRegister(config.limits().maxSessions());
    }

    /**
     * Starts a server. If one of its ports cannot be had, none is kept, and the future fails with an {@link IOException}
     * that names the address.
     *
     * @param bootstrap bound to a network: it has an event loop group and a channel class, and no handler. Not changed
     */
    public static Future<MailServer> start(MailServerConfig config, ServerBootstrap bootstrap, MailStore store) {
        EventExecutor executor = bootstrap.config().group().next();
        Promise<MailServer> started = executor.newPromise();
        MailServer server = new MailServer(config, store, executor);
        executor.execute(() -> server.listening
                .bind("mail server", server.ports(config), bootstrap, executor)
                .addListener((Future<Void> bound) -> {
                    if (bound.isSuccess()) {
                        started.setSuccess(server);
                    } else {
                        started.setFailure(bound.cause());
                    }
                }));
        return started;
    }

    private List<ListeningPorts.Port> ports(MailServerConfig config) {
        return config.listeners().stream()
                .map(listener -> new ListeningPorts.Port(
                        new InetSocketAddress(config.address(), listener.port()),
                        new SmtpServerInitializer(
                                listener.profile(config.hostName(), config.limits()),
                                listener.proxies(),
                                config.services(),
                                store,
                                register)))
                .toList();
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
     * Stops: closes the listeners, ends the sessions with 421 (those whose message is being kept after they have their
     * answer), and completes once the store has settled. The store stays open.
     */
    public Future<Void> stop() {
        Promise<Void> stopped = executor.newPromise();
        executor.execute(() -> listening
                .close(executor)
                .addListener(closed -> register.closeAll(executor)
                        .addListener(left -> store.settle(executor).addListener((Future<Void> settled) -> {
                            if (settled.isSuccess()) {
                                stopped.setSuccess(null);
                            } else {
                                stopped.setFailure(settled.cause());
                            }
                        }))));
        return stopped;
    }
}
