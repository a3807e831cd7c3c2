package labwire.gateway.mail;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import labwire.gateway.api.ApiRoutes;
import labwire.gateway.api.ApiServer;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.smtp.MailGround;
import labwire.smtp.MailPorts;
import labwire.smtp.MailSettings;
import labwire.smtp.MailSystem;
import labwire.smtp.client.ClientEngines;
import labwire.smtp.disk.Disk;
import labwire.smtp.dns.DnsSettings;
import labwire.smtp.dns.NettyMailDns;
import labwire.tls.ClientTls;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.OpportunisticTls;
import labwire.tls.ServerTls;

/** A mail system on the workstation's own sockets, with threads of its own. All methods block; any thread but its own. */
public final class WorkstationMail implements AutoCloseable {
    private static final int DISK_THREADS = 2;
    private static final int TLS_THREADS = 2;

    /**
     * Where it is to run.
     *
     * @param hostName it goes by, also in its certificate
     * @param address to listen at
     * @param disk that nobody else uses
     * @param ca issues its certificate
     * @param log takes the lines of the structured log
     */
    public record Place(String hostName, InetAddress address, Disk disk, LabCa ca, Consumer<String> log) {}

    private final Place place;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final WorkstationSockets sockets;
    private final ExecutorService diskWork = daemons("labwire-disk", DISK_THREADS);
    private final ExecutorService tlsTasks = daemons("labwire-tls", TLS_THREADS);
    private final NettyMailDns dns;
    private final ServerTls serverTls;
    private final MailSystem system;
    private boolean closed;

    private WorkstationMail(Place place, MailSettings settings, MailPorts ports) throws IOException {
        this.place = place;
        sockets = WorkstationSockets.open(Runtime.getRuntime().availableProcessors());
        dns = NettyMailDns.start(
                sockets.group().next(),
                new ReflectiveChannelFactory<>(sockets.datagramChannel()),
                Optional.of(new ReflectiveChannelFactory<>(sockets.clientChannel())),
                DnsSettings.DEFAULTS,
                clock);
        try {
            List<InetAddress> own = place.address().isAnyLocalAddress() ? List.of() : List.of(place.address());
            ServerCertificates certificates = new ServerCertificates(place.ca(), place.hostName(), own, random);
            serverTls = certificates.right();
            MailGround ground = new MailGround(
                    place.hostName(),
                    place.address(),
                    own,
                    sockets.serverBootstrap(),
                    sockets.bootstrap(),
                    dns,
                    place.disk(),
                    diskWork,
                    tlsTasks,
                    certificates::newEngine,
                    new ClientEngines(
                            Optional.of(ClientTls.trusting(place.ca().certificate(), clock, random)),
                            Optional.of(new OpportunisticTls(random)),
                            tlsTasks),
                    clock,
                    random,
                    new SplittableRandom(random.nextLong()),
                    place.log());
            system = MailSystem.open(ground, settings, ports);
        } catch (IOException | RuntimeException e) {
            endThreads();
            throw e;
        }
    }

    /**
     * Opens the mail and listens.
     *
     * @throws IOException if the mail cannot be read or written, or a port cannot be had; nothing is left running
     * @throws IllegalArgumentException if the settings do not go together
     */
    public static WorkstationMail start(Place place, MailSettings settings, MailPorts ports) throws IOException {
        WorkstationMail mail = new WorkstationMail(place, settings, ports);
        Future<Void> started = mail.system.start().awaitUninterruptibly();
        if (!started.isSuccess()) {
            try (mail) {
                throw new IOException(String.valueOf(started.cause().getMessage()), started.cause());
            }
        }
        return mail;
    }

    /** A CA in memory, for a server that does not outlive this process. */
    public static LabCa temporaryCa(String hostName) {
        return LabCa.create(KeyKind.P256, List.of(hostName), InstantSource.system(), new SecureRandom());
    }

    public MailSystem system() {
        return system;
    }

    /** What its clients are shown. */
    public ServerTls serverTls() {
        return serverTls;
    }

    /** For clients: trusts its CA. */
    public ClientTls clientTls() {
        return ClientTls.trusting(place.ca().certificate(), clock, random);
    }

    /** Where it listens, by the service's name. */
    public Map<String, InetSocketAddress> addresses() {
        return system.addresses();
    }

    /** The API's routes for it, and no others. */
    public MailRoutes routes() {
        EventLoopGroup group = sockets.group();
        return new MailRoutes(() -> List.of(new ServedMail(place.hostName(), system)), diskWork, group.next(), clock);
    }

    /** Serves an API on its threads. */
    public ApiServer serve(ApiRoutes routes) {
        return ApiServer.start(sockets.group(), sockets.serverChannel(), random, routes);
    }

    /** Ends the sessions with 421, and closes the mail when it has settled. Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Future<Void> stopped = system.stop().awaitUninterruptibly();
            system.close();
            if (!stopped.isSuccess()) {
                throw new IOException(String.valueOf(stopped.cause().getMessage()), stopped.cause());
            }
        } finally {
            endThreads();
        }
    }

    private void endThreads() {
        dns.close();
        sockets.close();
        diskWork.shutdown();
        tlsTasks.shutdown();
    }

    private static ExecutorService daemons(String name, int threads) {
        return Executors.newFixedThreadPool(threads, new DefaultThreadFactory(name, true));
    }
}
