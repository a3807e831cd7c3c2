package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import labwire.dash.player.Player;
import labwire.dash.player.PlayerConfig;
import labwire.dash.server.observe.AccessLog;
import labwire.dash.session.PlayerEvent;
import labwire.gateway.play.PlaySettings;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.link.Cable;
import labwire.netlab.link.capture.CaptureFile;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.SimulatedExecutor;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabException;
import labwire.netlab.topology.LabFile;
import labwire.netlab.topology.LabFileLoader;
import labwire.smtp.disk.SimulatedDisk;
import labwire.tls.ClientTls;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.SeededSecureRandom;

/**
 * A lab in virtual time: the same seed and the same calls give the same frames at the same instants. It has no ports on
 * the workstation, and its disks are in memory.
 *
 * <p>The thread that makes it drives it; all methods are for that thread.
 */
public final class VirtualLab implements AutoCloseable {
    /** When every virtual lab begins. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final int DISK_CONCURRENCY = 2;
    private static final Duration MIN_DISK_LATENCY = Duration.ofNanos(200_000);
    private static final Duration MAX_DISK_LATENCY = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final VirtualTime time = VirtualTime.startingAt(EPOCH);
    private final Map<String, SimulatedDisk> disks = new LinkedHashMap<>();
    private final List<CaptureFile> captures = new ArrayList<>();
    private final RandomStreams random;
    private final LabCa ca;
    private final Lab lab;
    private final LabServices services;

    private VirtualLab(LabFile file, long seed) {
        random = new RandomStreams(seed);
        ca = LabCa.create(KeyKind.ED25519, file.hostNames(), time.clock(), secureRandom("ca"));
        lab = Lab.build(file, time.loop(), random);
        ServiceContext context = new ServiceContext(
                time.clock(),
                new SimulatedExecutor(
                        time.loop(), random.stream("disk"), DISK_CONCURRENCY, MIN_DISK_LATENCY, MAX_DISK_LATENCY),
                Runnable::run,
                ca,
                secureRandom("services"),
                this::disk,
                host -> AccessLog.NONE,
                host -> line -> {},
                new LabMailDns(lab.zone(), time.loop()),
                Optional.empty());
        services = LabServices.start(file, lab, context, this::await);
    }

    /**
     * Builds a lab and starts the servers on its hosts; time stands at its beginning.
     *
     * @throws StartException if the lab file is at fault, with a line for every problem
     */
    public static VirtualLab start(Path labFile, long seed) {
        try {
            return new VirtualLab(LabFileLoader.load(labFile), seed);
        } catch (LabException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    public VirtualTime time() {
        return time;
    }

    public Lab lab() {
        return lab;
    }

    public LabServices services() {
        return services;
    }

    /** The disk of a host's data; it forgets what was not synced when told to crash. */
    public SimulatedDisk disk(String host) {
        return disks.computeIfAbsent(host, name -> new SimulatedDisk());
    }

    /** For clients in the lab: trusts the lab's CA. */
    public ClientTls clientTls(String component) {
        return ClientTls.trusting(ca.certificate(), time.clock(), secureRandom("client " + component));
    }

    /**
     * Starts a player on a host.
     *
     * @param listener hears what happens, in order, on the driver's thread
     * @throws IllegalArgumentException if there is no such host
     */
    public Player play(String host, PlaySettings settings, Consumer<PlayerEvent> listener) {
        Host from = lab.host(host)
                .orElseThrow(() -> new IllegalArgumentException("host: " + host + " (expected: one of the lab's)"));
        PlayerConfig config = settings.toConfig(time.clock(), random.stream("player " + host))
                .tls(clientTls("player " + host)::newEngine, Runnable::run)
                .build();
        return Player.start(config, from.bootstrap(), listener);
    }

    /** A component's own randomness. */
    public RandomStreams random() {
        return random;
    }

    /** Writes the frames at a port, from now until {@link #close()}, as pcapng; see the other method of the name. */
    public void capture(String portName, OutputStream out) {
        capture(List.of(portName), CaptureFilter.ALL, out);
    }

    /**
     * Writes the frames at some ports that a filter takes, from now until {@link #close()}, as pcapng.
     *
     * @throws IllegalArgumentException if there is no such port
     */
    public void capture(List<String> portNames, CaptureFilter filter, OutputStream out) {
        captures.add(CaptureFile.start(time.clock(), CaptureRoutes.ports(lab, portNames), filter, out));
    }

    /** Changes a cable in the words of {@code ./labwire link}. */
    public Cable link(String portName, String... words) {
        return LinkChange.apply(lab, portName, List.of(words));
    }

    /**
     * Runs a command at a node's console, for as long as it takes.
     *
     * @throws IllegalArgumentException if there is no such node
     */
    public ExecRun.Result exec(String node, String command) {
        Device device = lab.device(node)
                .orElseThrow(() -> new IllegalArgumentException("node: " + node + " (expected: one of "
                        + lab.devices().stream().map(Device::name).toList() + ")"));
        List<ExecRun.Result> result = new ArrayList<>();
        ExecRun.start(time.loop(), lab.console(device), command, result::add);
        if (!time.runUntil(() -> !result.isEmpty(), PATIENCE)) {
            throw new IllegalStateException(node + ": " + command + ": no end after " + PATIENCE);
        }
        return result.get(0);
    }

    /** Runs until the future is done and gives its result. */
    public <V> V await(Future<V> future) {
        return time.await(future, PATIENCE);
    }

    /** Completes the captures and ends the lab; its servers are not stopped in order, as when power fails. */
    @Override
    public void close() throws IOException {
        for (CaptureFile capture : captures) {
            capture.close();
        }
        lab.close();
        time.close();
    }

    private SeededSecureRandom secureRandom(String component) {
        return SeededSecureRandom.of(random.seedFor("secure " + component));
    }
}
