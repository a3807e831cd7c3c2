package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * TCP between a host of a lab and the Linux kernel: the same octets both ways over a connection that is half closed in
 * between, resets by either, windows that close and are probed, and agreement on what {@code ss -ti} tells, ECN included.
 */
class KernelStreamsTest {
    private static final int FEW_BYTES = 2 << 20;
    private static final int MANY_BYTES = 50_000_000;
    private static final int PATIENCE_SECONDS = 20;

    private static final String VXLAN = "set -e\n" + VxlanPeer.WIRE + """
            ip netns exec peer ethtool -K v1 tx off tso off gso off gro off > /dev/null
            ip link set lo up
            """;

    private static final String TAP = """
            set -e
            ip tuntap add dev lw0 mode tap
            ip link set lo up
            ip link set lw0 up
            """;

    /** Of the namespace that it runs in; no connection is to learn from those before. */
    private static final String KERNEL = """
            ip addr add 10.0.1.2/24 dev $1
            ip -6 addr add fd00:1::2/64 dev $1 nodad
            echo 1 > /proc/sys/net/ipv4/tcp_no_metrics_save
            echo 1 > /proc/sys/net/ipv4/tcp_ecn
            """;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> overVxlan() throws IOException, InterruptedException {
        return vxlan(StreamCase.some(FEW_BYTES));
    }

    @TestFactory
    Stream<DynamicTest> overATap() throws IOException, InterruptedException {
        return tap(StreamCase.some(FEW_BYTES));
    }

    /** A bridge's port has the bridge's MTU, so there is one. */
    @TestFactory
    Stream<DynamicTest> overOpenVswitch() throws IOException, InterruptedException {
        VxlanPeer.assumeOpenVswitch();
        return vxlan(
                List.of(
                        new StreamCase(4, StreamCase.Opener.KERNEL, StreamCase.Wire.WHOLE, 1500, FEW_BYTES),
                        new StreamCase(6, StreamCase.Opener.LAB, StreamCase.Wire.LOSS_1, 1500, FEW_BYTES)),
                VXLAN + VxlanPeer.openVswitch(folder),
                "vx",
                "peer");
    }

    @TestFactory
    Stream<DynamicTest> asContainerlabStitchesIt() throws IOException, InterruptedException {
        VxlanPeer.assumeRedirection();
        return vxlan(
                List.of(
                        new StreamCase(4, StreamCase.Opener.LAB, StreamCase.Wire.WHOLE, 1500, FEW_BYTES),
                        new StreamCase(6, StreamCase.Opener.KERNEL, StreamCase.Wire.LOSS_1, 1450, FEW_BYTES)),
                VXLAN + VxlanPeer.STITCHED,
                "eth1",
                "node");
    }

    @TestFactory
    @Tag("soak")
    Stream<DynamicTest> allOverVxlan() throws IOException, InterruptedException {
        return vxlan(StreamCase.all(MANY_BYTES));
    }

    @TestFactory
    @Tag("soak")
    Stream<DynamicTest> allOverATap() throws IOException, InterruptedException {
        return tap(StreamCase.all(MANY_BYTES));
    }

    private Stream<DynamicTest> vxlan(List<StreamCase> cases) throws IOException, InterruptedException {
        return vxlan(cases, VXLAN, "vx", "peer");
    }

    /** @param port the kernel's, in that namespace */
    private Stream<DynamicTest> vxlan(List<StreamCase> cases, String wire, String port, String namespace)
            throws IOException, InterruptedException {
        VxlanPeer.assumeKernel();
        ExternalProgram.assumePresent("ethtool");
        ExternalProgram.assumePresent("ss");
        String configure = "ip netns exec %s sh \"$1\" %s\n".formatted(namespace, port);
        return tests(cases, new Running(folder, true, wire + configure, port, namespace));
    }

    private Stream<DynamicTest> tap(List<StreamCase> cases) throws IOException, InterruptedException {
        VxlanPeer.assumeTaps();
        ExternalProgram.assumePresent("ss");
        return tests(cases, new Running(folder, false, TAP + "sh \"$1\" lw0\n", "lw0"));
    }

    private static Stream<DynamicTest> tests(List<StreamCase> cases, Running matrix) {
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                    String told = matrix.run(one);
                    System.out.println(told);
                    assertThat(told).startsWith(one + ": " + StreamMatrix.OK);
                }))
                .onClose(matrix::close);
    }

    /** A {@link StreamMatrix} in namespaces of its own. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final Writer cases;
        private final BufferedReader results;

        Running(Path folder, boolean vxlan, String wire, String... kernel) throws IOException {
            Path lab = StreamMatrix.write(folder, vxlan);
            Path configure = Files.writeString(folder.resolve("kernel"), KERNEL);
            List<String> arguments = Stream.concat(
                            Stream.of(lab.toString(), folder.resolve("data").toString()), Stream.of(kernel))
                    .toList();
            Path matrix = VxlanPeer.script(
                    folder,
                    "matrix",
                    LabProcess.command(StreamMatrix.class.getName(), arguments).command());
            Path script = Files.writeString(folder.resolve("wire"), wire + "exec sh \"$2\"\n");
            process = new ProcessBuilder(
                            "unshare", "-Urnm", "bash", script.toString(), configure.toString(), matrix.toString())
                    .redirectErrorStream(true)
                    .start();
            cases = process.outputWriter(StandardCharsets.UTF_8);
            results = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder before = new StringBuilder();
            String line = results.readLine();
            while (line != null && !line.equals(StreamMatrix.UP)) {
                before.append(line).append('\n');
                line = results.readLine();
            }
            assertThat(line).as(before.toString()).isNotNull();
        }

        String run(StreamCase one) throws IOException {
            cases.write(one.encoded() + "\n");
            cases.flush();
            return String.valueOf(results.readLine());
        }

        @Override
        public void close() {
            try {
                cases.close();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
