package labwire.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> arguments = new ArrayList<>(
                List.of(kind == Kind.OFFLOAD ? "offload" : "segments", kind.pump, Integer.toString(SECONDS)));
        arguments.addAll(java("-Xmx64m"));
        arguments.add(SocketPump.class.getName());
        return run("kernel-path.sh", arguments);
    }

    /** The command that runs a class of ours in a process of its own, but for the class. */
    static List<String> java(String heap) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, heap, "-cp", System.getProperty("java.class.path"));
    }

    /**
     * Runs a script of this package in namespaces of its own.
     *
     * @return the number in the last line that it prints; empty where it cannot run, or that is none
     */
    static OptionalDouble run(String resource, List<String> arguments) {
        Path script = null;
        try {
            script = Files.createTempFile("labwire-", ".sh");
            try (InputStream in = KernelPath.class.getResourceAsStream(resource)) {
                Files.write(script, in == null ? new byte[0] : in.readAllBytes());
            }
            return run(script, arguments);
        } catch (IOException e) {
            return OptionalDouble.empty();
        } finally {
            delete(script);
        }
    }

    private static OptionalDouble run(Path script, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "-Urnm", "bash", script.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
