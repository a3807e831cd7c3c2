package labwire.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import labwire.gateway.cli.StreamEnd.Role;
import labwire.gateway.lab.LiveLab;
import labwire.gateway.lab.LiveLabOptions;
import labwire.netlab.device.Host;
import labwire.netlab.link.Cable;
import labwire.netlab.stack.tcp.TcpCounters.Event;

/**
 * A host of a lab on one wire with the kernel: each {@link StreamCase} that is read is gone through, and what came of it
 * is printed as one line.
 */
final class StreamMatrix {
    static final String UP = "Lab matrix is up";
    static final String OK = "ok";

    private static final String LAB = """
            name: matrix
            topology:
              nodes:
                pc1:
                  kind: linux
                  exec:
                    - ip address add 10.0.1.1/24 dev eth1
                    - ip -6 address add fd00:1::1/64 dev eth1
              links:
                - type: %s
                  endpoint:
                    node: pc1
                    interface: eth1
            """;

    /** More than the send and receive buffers of both take. */
    private static final int MORE_THAN_BUFFERS = 6 << 20;

    private static final int EXCHANGE_SECONDS = 600;
    private static final int PATIENCE_SECONDS = 60;
    private static final int MAX_SANE_WINDOW = 100_000;

    private final Host host;
    private final Cable cable;
    private final LabEnd lab;
    private final KernelEnd kernel;
    private final String kernelInterface;

    private StreamMatrix(LiveLab running, KernelEnd kernel, String kernelInterface) throws InterruptedException {
        host = running.lab().host("pc1").orElseThrow();
        cable = running.lab().cables().get(0);
        lab = new LabEnd(running.lab(), host);
        this.kernel = kernel;
        this.kernelInterface = kernelInterface;
    }

    /** What the lab has at its end of the link: VXLAN's remote end, or the TAP. */
    static String labFile(boolean vxlan) {
        return vxlan
                ? LAB.formatted("vxlan") + "      remote: 10.9.0.2\n      vni: 100\n      dst-port: 4789\n"
                : LAB.formatted("tap") + "      host-interface: lw0\n";
    }

    /** In the lab's namespace: the lab's file, its data folder, the kernel's interface, and its namespace if another. */
    public static void main(String[] arguments) throws Exception {
        LiveLab running = LiveLab.start(new LiveLabOptions(Path.of(arguments[0]), Path.of(arguments[1]), 0));
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "end"));
        List<String> prefix = arguments.length > 3 ? List.of("ip", "netns", "exec", arguments[3]) : List.of();
        try (KernelEnd kernel = new KernelEnd(prefix)) {
            StreamMatrix matrix = new StreamMatrix(running, kernel, arguments[2]);
            System.out.println(kernel.run("ping", "-c", "1", "-W", "10", "10.0.1.1"));
            System.out.println(kernel.run("ping", "-6", "-c", "1", "-W", "10", "fd00:1::1"));
            System.out.println(UP);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(matrix.tell(StreamCase.parse(line)));
            }
        }
        System.exit(0);
    }

    private String tell(StreamCase now) throws IOException {
        try {
            return now + ": " + OK + run(now);
        } catch (ExecutionException | InterruptedException | TimeoutException | IllegalStateException e) {
            return now + ": " + e + "; lab " + lab.socket() + "; kernel " + kernel.socket();
        }
    }

    private String run(StreamCase now) throws ExecutionException, InterruptedException, TimeoutException {
        kernel.run("ip", "link", "set", kernelInterface, "mtu", Integer.toString(now.mtu()));
        var unused = host.loop()
                .submit(() -> {
                    host.stack().interfaces().get(0).mtu(now.mtu());
                    cable.settings(now.wire().settings());
                })
                .get();
        boolean byLab = now.opener() == StreamCase.Opener.LAB;
        StreamEnd opener = byLab ? lab : kernel;
        StreamEnd other = byLab ? kernel : lab;
        Connections connections = new Connections(opener, other, address(now.family(), byLab));
        long marks = counted(Event.ECN_MARKS);
        long reductions = counted(Event.ECN_REDUCTIONS);
        String exchanged = exchange(connections, now.bytes());
        if (now.wire() == StreamCase.Wire.MARKS) {
            check("marks heard", counted(Event.ECN_MARKS) > marks, true);
            check("slower as the kernel tells of marks", counted(Event.ECN_REDUCTIONS) > reductions, true);
        }
        List<String> seen = new ArrayList<>();
        reset(connections, Role.STREAM, Role.ABORT);
        reset(connections, Role.ABORT, Role.STREAM);
        seen.add(zeroWindow(connections, Role.FIRST, now));
        seen.add(zeroWindow(connections, Role.HOLD, now));
        return exchanged + "; " + String.join("; ", seen);
    }

    private long counted(Event event) throws ExecutionException, InterruptedException {
        return host.loop()
                .submit(() -> host.stack().tcp().counters().get(event))
                .get();
    }

    private static String address(int family, boolean kernels) {
        String host = kernels ? "2" : "1";
        return family == 4 ? "10.0.1." + host : "fd00:1::" + host;
    }

    /** How connections are made in a case. */
    private record Connections(StreamEnd opener, StreamEnd other, String address) {
        Pair open(Role openers, Role others, int bytes) {
            CompletableFuture<String> accepted = other.accept(others, bytes);
            return new Pair(opener.connect(address, openers, bytes), accepted);
        }
    }

    /** What will have come of a connection at its ends. */
    private record Pair(CompletableFuture<String> opener, CompletableFuture<String> other) {
        /** Looks until something is so while the connection lives. */
        void await(String what, Supplier<Boolean> condition) throws TimeoutException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < end) {
                if (opener.isDone() || other.isDone()) {
                    throw new IllegalStateException("not " + what + ", but ended: the opener " + opener.getNow("not")
                            + ", the other " + other.getNow("not"));
                }
                if (condition.get()) {
                    return;
                }
            }
            throw new TimeoutException("not " + what + " after " + PATIENCE_SECONDS + " s");
        }
    }

    /** Each sends the other its octets, the second one once the first has closed its half. */
    private static String exchange(Connections connections, int bytes)
            throws ExecutionException, InterruptedException, TimeoutException {
        long start = System.nanoTime();
        Pair pair = connections.open(Role.FIRST, Role.LAST, bytes);
        check(
                "heard by the second",
                pair.other().get(EXCHANGE_SECONDS, TimeUnit.SECONDS),
                of(connections.opener(), bytes));
        check(
                "heard by the first",
                pair.opener().get(EXCHANGE_SECONDS, TimeUnit.SECONDS),
                of(connections.other(), bytes));
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(Locale.ROOT, ", %.1f s, %.0f Mbit/s", seconds, 16.0 * bytes / seconds / 1e6);
    }

    private static String of(StreamEnd end, int bytes) {
        return StreamEnd.hex(end instanceof LabEnd ? LabEnd.octets(bytes) : KernelEnd.octets(bytes));
    }

    private static void check(String what, String found, String expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(what + ": " + found + " (expected: " + expected + ")");
        }
    }

    /** One side resets the connection amid the other's stream. */
    private static void reset(Connections connections, Role openers, Role others)
            throws ExecutionException, InterruptedException, TimeoutException {
        Pair pair = connections.open(openers, others, 1 << 16);
        boolean byOther = others == Role.ABORT;
        String aborted = (byOther ? pair.other() : pair.opener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String told = (byOther ? pair.opener() : pair.other()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        check("the one that resets", aborted, "aborted");
        if (!told.toLowerCase(Locale.ROOT).contains("connection reset")) {
            throw new IllegalStateException("told of the reset: " + told + " (expected: connection reset)");
        }
    }

    /** One side does not read until the other has probed its window; meanwhile both tell what they have agreed upon. */
    private String zeroWindow(Connections connections, Role openers, StreamCase now)
            throws ExecutionException, InterruptedException, TimeoutException {
        Role others = openers == Role.HOLD ? Role.FIRST : Role.HOLD;
        Pair pair = connections.open(openers, others, MORE_THAN_BUFFERS);
        StreamEnd sender = openers == Role.FIRST ? connections.opener() : connections.other();
        StreamEnd holder = openers == Role.FIRST ? connections.other() : connections.opener();
        pair.await("shut out", () -> sender.socket().isShutOut());
        long before = holder.socket().number("segs_in");
        pair.await(
                "probed", () -> sender.socket().isShutOut() && holder.socket().number("segs_in") > before + 1);
        String agreed = agreed(now);
        holder.release();
        CompletableFuture<String> heard = openers == Role.FIRST ? pair.other() : pair.opener();
        CompletableFuture<String> back = openers == Role.FIRST ? pair.opener() : pair.other();
        check("heard after a pause", heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS), of(sender, MORE_THAN_BUFFERS));
        check("heard in return", back.get(PATIENCE_SECONDS, TimeUnit.SECONDS), StreamEnd.hex(new byte[0]));
        return agreed;
    }

    /** What both ends say of the same connection must fit. */
    private String agreed(StreamCase now) {
        SocketWords ours = lab.socket();
        SocketWords theirs = kernel.socket();
        for (String both : List.of("ts", "sack", "ecn")) {
            check(both, ours.has(both), theirs.has(both));
        }
        for (String same : List.of("mss", "pmtu", "advmss")) {
            check(same, ours.value(same), theirs.value(same));
        }
        check("pmtu", ours.number("pmtu"), (long) now.mtu());
        check("ts and sack", ours.has("ts") && ours.has("sack"), true);
        String[] scales = theirs.value("wscale").split(",", -1);
        check("wscale", ours.value("wscale"), scales[scales.length - 1] + "," + scales[0]);
        for (SocketWords end : List.of(ours, theirs)) {
            long window = end.number("cwnd");
            check("cwnd " + window + " is sane", window > 0 && window < MAX_SANE_WINDOW, true);
        }
        return "mss " + ours.value("mss") + " wscale " + ours.value("wscale") + (ours.has("ecn") ? " ecn" : "")
                + " cwnd " + ours.value("cwnd") + " and " + theirs.value("cwnd");
    }

    private static <T> void check(String what, T found, T expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    what + ": the lab " + found + " (expected, as the kernel: " + expected + ")");
        }
    }

    /** Writes the lab's file. */
    static Path write(Path folder, boolean vxlan) throws IOException {
        return Files.writeString(folder.resolve("matrix.yaml"), labFile(vxlan));
    }
}
