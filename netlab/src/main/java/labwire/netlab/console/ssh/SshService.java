package labwire.netlab.console.ssh;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import labwire.netlab.device.Banner;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.LineAccess;
import labwire.netlab.device.login.SshSettings;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The SSH server of a router or a switch, on port 22 of the device's own stack. Lab thread only. */
public final class SshService {
    public static final int PORT = 22;
    /** Connections at a time; more are closed at once. */
    static final int MAX_CONNECTIONS = 16;
    /** Shells and commands at a time on one connection. */
    private static final int MAX_CHANNELS = 8;

    private static final int BACKLOG = 16;
    /** Clients that take a version for a device's know what to make of this one. */
    private static final String VERSION = "Cisco-1.25";

    private final IosDevice device;
    private final Executor threads;
    /** Connections that wait for the keys. */
    private int waiting;

    private long connectionsSoFar;
    private @Nullable Channel listening;

    /** @param threads key exchanges, encryption and the comparison of passwords run there */
    public SshService(IosDevice device, Executor threads) {
        this.device = device;
        this.threads = threads;
    }

    /**
     * Listens at once; those who connect wait until the keys are there. Called once.
     *
     * @param keys run by the executor, as it may take its time
     * @return done when connections are served; fails if there are no keys, or if the port cannot be had
     */
    public CompletionStage<Void> start(Callable<HostKeys> keys) {
        CompletableFuture<Void> bound = new CompletableFuture<>();
        CompletableFuture<SessionFactory> sessions = CompletableFuture.supplyAsync(() -> setUp(keys), threads);
        device.network()
                .serverBootstrap()
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, sessions);
                    }
                })
                .bind(new InetSocketAddress(Ipv4Address.ANY.toInetAddress(), PORT))
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        listening = done.channel();
                        bound.complete(null);
                    } else {
                        bound.completeExceptionally(done.cause());
                    }
                });
        return bound.thenCombine(sessions, (listens, ready) -> null);
    }

    private SessionFactory setUp(Callable<HostKeys> keysSource) {
        HostKeys keys;
        try {
            keys = keysSource.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
        ConfiguredServer server = new ConfiguredServer();
        ServerBuilder.builder()
                .factory(() -> server)
                .channelFactories(List.of(ChannelSessionFactory.INSTANCE))
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE))
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .build();
        SshAlgorithms.setUp(server);
        server.setKeyPairProvider(KeyPairProvider.wrap(keys.all()));
        SshLogin login = new SshLogin(device.loop(), user -> device.accounts().challenge(line(), user));
        server.setPasswordAuthenticator(login);
        server.setKeyboardInteractiveAuthenticator(login);
        server.setUserAuthFactories(
                List.of(UserAuthKeyboardInteractiveFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setScheduledExecutorService(device.loop());
        SshPrograms programs = new SshPrograms(device);
        server.setShellFactory(programs);
        server.setCommandFactory(programs);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, VERSION);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MAX_CHANNELS);
        server.checkConfig();
        SshSettings.Offer offer = SshAlgorithms.offer(keys.rsaLine());
        device.loop().execute(() -> device.ssh().offer(Optional.of(offer)));
        return new SessionFactory(server);
    }

    /** What the virtual line that the client will get asks of those who come in. */
    private LineAccess line() {
        return device.lines()
                .free(Transport.SSH)
                .orElse(device.lines().virtual().get(0))
                .access();
    }

    /** Whether a virtual line may be reached by SSH, is free, and lets this client in. */
    private boolean isWelcome(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                && device.lines()
                        .free(Transport.SSH)
                        .map(line -> line.accessClass()
                                .map(list ->
                                        device.accessLists().group(list).permits(IpAddress.of(remote.getAddress())))
                                .orElse(true))
                        .orElse(false);
    }

    private void accept(Channel channel, CompletionStage<SessionFactory> ready) {
        SshSettings settings = device.ssh();
        if (waiting + settings.connections().size() >= MAX_CONNECTIONS || !isWelcome(channel)) {
            channel.close();
            return;
        }
        waiting++;
        channel.config().setAutoRead(false);
        var unused = ready.whenComplete((sessions, failure) -> device.loop().execute(() -> {
            waiting--;
            if (failure != null || !channel.isActive()) {
                channel.close();
            } else {
                begin(channel, sessions);
            }
        }));
    }

    private void begin(Channel channel, SessionFactory sessions) {
        SshSettings settings = device.ssh();
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(sessions.getServer(), settings.retries());
        CoreModuleProperties.WELCOME_BANNER.set(sessions.getServer(), loginBanner());
        SshConnection connection =
                new SshConnection(channel, sessions, new SerialExecutor(threads), ++connectionsSoFar);
        settings.connections().add(connection);
        Future<?> deadline = device.loop()
                .schedule(() -> dropUnlessLoggedIn(connection), settings.timeoutSeconds(), TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> {
            deadline.cancel(false);
            settings.connections().remove(connection);
        });
        connection.begin();
        channel.config().setAutoRead(true);
    }

    /** What the client shows before it asks for a password (RFC 4252, 5.4); empty for nothing. */
    private String loginBanner() {
        String text = device.settings().banners().getOrDefault(Banner.LOGIN, "");
        return text.isEmpty() ? "" : text + "\n";
    }

    private static void dropUnlessLoggedIn(SshConnection connection) {
        if (!connection.isLoggedIn()) {
            connection.close(true);
        }
    }

    /** Closes the port and all connections. */
    public void stop() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
        List.copyOf(device.ssh().connections()).forEach(open -> {
            if (open instanceof SshConnection connection) {
                connection.close(true);
            }
        });
        device.ssh().offer(Optional.empty());
    }

    /** MINA's settings without its own way of listening. */
    private static final class ConfiguredServer extends SshServer {
        @Override
        protected void checkConfig() {
            super.checkConfig();
        }
    }
}
