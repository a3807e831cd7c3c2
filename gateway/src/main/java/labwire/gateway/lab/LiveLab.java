package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLException;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.server.observe.CombinedLog;
import labwire.gateway.api.ApiServer;
import labwire.gateway.data.DataFolder;
import labwire.gateway.data.DeviceFolder;
import labwire.gateway.data.LogFile;
import labwire.gateway.sockets.WorkstationSockets;
import labwire.netlab.cloud.Outward;
import labwire.netlab.cloud.PortForward;
import labwire.netlab.cloud.PortForwardException;
import labwire.netlab.cloud.SocksPort;
import labwire.netlab.device.Host;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabException;
import labwire.netlab.topology.LabFile;
import labwire.netlab.topology.LabFileLoader;
import labwire.netlab.topology.NodeDefinition;
import labwire.netlab.topology.NodeKind;
import labwire.netlab.topology.PublishedPort;
import labwire.smtp.disk.RealDisk;
import labwire.tls.ClientTls;
import labwire.tls.LabCa;
import labwire.tls.Rehearsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lab that runs on the system's clock, tied to the workstation's ports. */
public final class LiveLab {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLab.class);
    private static final int DISK_THREADS = 16;
    private static final int TLS_THREADS = 2;
    private static final int SSH_THREADS = 2;
    private static final int PROBE_TRIES = 50;

    /** What has been started, to be ended in reverse order. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant startedAt = InstantSource.system().instant();
    private final LabFile file;
    private final DataFolder data;
    private final LabEventLoop loop;
    private final Lab lab;
    private final LabServices services;
    private final ExecutorService diskWork = Executors.newFixedThreadPool(DISK_THREADS, daemons("labwire-disk"));
    private final ExecutorService tlsTasks = Executors.newFixedThreadPool(TLS_THREADS, daemons("labwire-tls"));
    private final ExecutorService sshTasks = Executors.newFixedThreadPool(SSH_THREADS, daemons("labwire-ssh"));
    private final LabCa ca;
    private final LabTunnels tunnels;
    private final CloudWays ways;
    private boolean stopped;

    private LiveLab(LiveLabOptions options) {
        diskWork.execute(Lab::prepare);
        file = LabFileLoader.load(options.labFile());
        data = DataFolder.open(options.dataFolder());
        ends.push(data::close);
        try {
            SecureRandom random = new SecureRandom();
            loop = LabEventLoop.live("labwire-lab");
            ends.push(loop::stop);
            ends.push(diskWork::shutdown);
            Map<String, DeviceStore> saved = savedOnDevices();
            RandomStreams streams = new RandomStreams(random.nextLong());
            Future<Lab> building = loop.submit(
                    () -> Lab.build(file, loop, streams, node -> saved.getOrDefault(node, DeviceStore.none())));
            // While the devices are built. Any host may run a server that needs a certificate one day; the CA keeps
            // the names it was made for.
            ca = LabCa.loadOrCreate(data.ca(), file.hostNames(), InstantSource.system(), random);
            lab = await(building);
            services = startServices(random);
            startSsh(random);
            WorkstationSockets sockets = WorkstationSockets.open(1);
            ends.push(sockets::close);
            tunnels = LabTunnels.open(lab, sockets, LiveLab::await);
            ends.push(() -> tunnels.close(LiveLab::await));
            ways = CloudWays.open(lab, sockets, options.portOffset(), LiveLab::await);
            ends.push(ways::close);
            startApi(sockets, random);
            probe();
            rehearseTls(random);
        } catch (RuntimeException e) {
            stopAfter(e);
            throw e;
        }
    }

    private void stopAfter(RuntimeException reason) {
        try {
            stop();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Starts a lab; returns when it is up, that is, when every published SMTP port has greeted a probe from
     * the cloud.
     *
     * @throws StartException or {@link labwire.gateway.data.DataFolderException} if it cannot be started; nothing is
     *     then left running
     */
    public static LiveLab start(LiveLabOptions options) {
        try {
            return new LiveLab(options);
        } catch (LabException | PortForwardException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What routers and switches have saved, read before the lab's thread asks. */
    private Map<String, DeviceStore> savedOnDevices() {
        Map<String, DeviceStore> saved = new LinkedHashMap<>();
        for (NodeDefinition node : file.nodes()) {
            if (node.kind() == NodeKind.ROUTER || node.kind() == NodeKind.SWITCH) {
                DeviceFolder folder = DeviceFolder.read(data.device(node.name()), diskWork);
                ends.push(folder::flush);
                saved.put(node.name(), folder);
            }
        }
        return saved;
    }

    private LabServices startServices(SecureRandom random) {
        ends.push(tlsTasks::shutdown);
        ServiceContext context = new ServiceContext(
                loop.clock(),
                diskWork,
                tlsTasks,
                ca,
                random,
                host -> realDisk(host),
                host -> accessLog(host),
                host -> logFile(host + "-mail.log"),
                new LabMailDns(lab.zone(), loop),
                Optional.of(madeFolder(data.titles())));
        LabServices started = LabServices.start(file, lab, context, LiveLab::await);
        ends.push(() -> started.stop(LiveLab::await));
        return started;
    }

    private void startSsh(SecureRandom random) {
        ends.push(sshTasks::shutdown);
        DeviceSsh ssh = onLoop(() -> DeviceSsh.start(lab, data, sshTasks, random));
        ends.push(() -> onLoop(() -> {
            ssh.stop();
            return ssh;
        }));
    }

    /** The first handshake of a user shall not be slow; nor shall this keep the lab from being up. */
    private void rehearseTls(SecureRandom random) {
        ClientTls client = clientTls(random);
        services.all().forEach(service -> tlsTasks.execute(() -> rehearse(service, client)));
    }

    private static void rehearse(LabService service, ClientTls client) {
        try {
            Rehearsal.run(service.tls(), client, service.host());
        } catch (SSLException e) {
            LOG.warn("TLS of {}: {}", service.host(), e.getMessage());
        }
    }

    private RealDisk realDisk(String host) {
        Path folder = madeFolder(data.mail(host));
        try {
            return RealDisk.at(folder);
        } catch (IOException e) {
            throw new StartException(folder + ": " + e.getMessage() + " (expected: a folder)", e);
        }
    }

    private AccessLog accessLog(String host) {
        return new CombinedLog(logFile(host + "-access.log"));
    }

    private LogFile logFile(String name) {
        Path path = madeFolder(data.log()).resolve(name);
        try {
            Writer file = Files.newBufferedWriter(path);
            ends.push(() -> close(file));
            return new LogFile(file, diskWork);
        } catch (IOException e) {
            throw new StartException(path + ": " + e.getMessage() + " (expected: a file that can be written)", e);
        }
    }

    private static void close(Writer file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path madeFolder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartException(folder + ": " + e.getMessage() + " (expected: a folder)", e);
        }
    }

    private void startApi(WorkstationSockets sockets, SecureRandom random) {
        ApiServer api = ApiServer.start(sockets.group(), sockets.serverChannel(), random, new LabRoutes(this));
        ends.push(api::stop);
        try {
            api.address().write(data.apiFile());
        } catch (IOException e) {
            throw new StartException(data.apiFile() + ": " + e.getMessage() + " (expected: a writable file)", e);
        }
        ends.push(this::forgetApi);
    }

    /** A lab file with published ports has a cloud: the loader sees to it. */
    private Host cloud() {
        return lab.cloud().orElseThrow(() -> new IllegalStateException("no cloud (expected: a checked lab file)"));
    }

    private void probe() {
        for (PublishedPort port : file.ports()) {
            if (services.on(port.node()).isEmpty() || port.nodePort() != 25) {
                continue;
            }
            try {
                await(UpProbe.start(cloud().network(), port.node(), port.nodePort(), PROBE_TRIES));
            } catch (RuntimeException e) {
                throw new StartException(
                        port.at() + ": " + port.node() + ":" + port.nodePort() + " does not answer the cloud: "
                                + e.getMessage() + " (expected: a way there and back; see addresses and routes)",
                        e);
            }
        }
    }

    public String name() {
        return file.name();
    }

    public LabFile file() {
        return file;
    }

    public Lab lab() {
        return lab;
    }

    public LabServices services() {
        return services;
    }

    /** The workstation's ports, in the lab file's order. */
    public List<PortForward> forwards() {
        return ways.forwards();
    }

    /** The workstation's SOCKS5 port; at most one. */
    public List<SocksPort> socksPorts() {
        return ways.socksPorts();
    }

    /** The lab's way to the real network; at most one. */
    public List<Outward> outward() {
        return ways.outward();
    }

    public DataFolder data() {
        return data;
    }

    /** Runs what blocks. */
    Executor diskWork() {
        return diskWork;
    }

    /** Runs the long steps of TLS handshakes. */
    Executor tlsTasks() {
        return tlsTasks;
    }

    /** For clients in the lab: trusts the lab's CA. */
    ClientTls clientTls(SecureRandom random) {
        return ClientTls.trusting(ca.certificate(), InstantSource.system(), random);
    }

    LabEventLoop loop() {
        return loop;
    }

    /** What {@code inspect} shows. Lab thread only. */
    LabView view() {
        return new LabInspection(lab, services, ways, tunnels.all())
                .view(startedAt, InstantSource.system().instant());
    }

    /** Runs something on the lab's thread and waits for its result. Not to be called there. */
    private <T> T onLoop(Callable<T> work) {
        return await(loop.submit(work));
    }

    /** Waits until {@link #stop()} has been called and has ended. */
    public void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends everything in order: no new connections, sessions told, mail filed, folder free. Idempotent, any thread. */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        RuntimeException first = null;
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (RuntimeException e) {
                // The rest must end all the same.
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        ended.countDown();
        if (first != null) {
            throw first;
        }
    }

    private void forgetApi() {
        try {
            Files.deleteIfExists(data.apiFile());
        } catch (IOException e) {
            throw new StartException(data.apiFile() + ": " + e.getMessage(), e);
        }
    }

    private static <V> V await(Future<V> future) {
        future.awaitUninterruptibly();
        Throwable cause = future.cause();
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause != null) {
            throw new StartException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
        return future.getNow();
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
