package labwire.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's own way over the same four hops: five network namespaces in a row, joined by veth pairs, the three in
 * the middle forwarding. They live in a user namespace of their own, need no root, and vanish with its processes.
 */
public final class KernelPath {
    private static final int SECONDS = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final int MAX_OUTPUT_BYTES = 64 * 1024;

    /** What goes over it. */
    public enum Kind {
        /** A TCP stream without GSO, TSO and GRO: each segment crosses each hop by itself. */
        SEGMENTS("stream"),
        /** A TCP stream whose segmentation is put off to the end of the path. */
        OFFLOAD("stream"),
        /** UDP datagrams of {@link DatagramBenchmark#PAYLOAD_BYTES}. */
        DATAGRAMS("datagrams");

        private final String pump;

        Kind(String pump) {
            this.pump = pump;
        }
    }

    private KernelPath() {}

    /**
     * Measures; takes some seconds.
     *
     * @return bit/s of a stream, datagrams a second; empty where namespaces, {@code unshare}, {@code ip} or {@code
     *     ethtool} are not to be had, or too little arrived to measure
     */
    public static OptionalDouble measure(Kind kind) {
        Path script = null;
        try {
            script = Files.createTempFile("labwire-kernel-path", ".sh");
            try (InputStream in = KernelPath.class.getResourceAsStream("kernel-path.sh")) {
                Files.write(script, in == null ? new byte[0] : in.readAllBytes());
            }
            return run(script, kind);
        } catch (IOException e) {
            return OptionalDouble.empty();
        } finally {
            delete(script);
        }
    }

    private static OptionalDouble run(Path script, Kind kind) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        "unshare",
                        "-Urnm",
                        "bash",
                        script.toString(),
                        kind == Kind.OFFLOAD ? "offload" : "segments",
                        kind.pump,
                        Integer.toString(SECONDS),
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SocketPump.class.getName()))
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return OptionalDouble.empty();
            }
            String output =
                    new String(process.getInputStream().readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8).strip();
            String last = output.substring(output.lastIndexOf('\n') + 1);
            return last.matches("[0-9]{1,15}") ? OptionalDouble.of(Double.parseDouble(last)) : OptionalDouble.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
