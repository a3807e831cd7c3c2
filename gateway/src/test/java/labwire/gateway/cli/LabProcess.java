package labwire.gateway.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A lab in a process of its own, as {@code ./labwire up} starts it, and commands beside it. */
final class LabProcess implements AutoCloseable {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path LAB_FILE = ROOT.resolve("config").resolve("lab.yaml");

    private static final int FIRST_OFFSET = 11_000;
    private static final int LAST_OFFSET = 31_000;
    private static final int PATIENCE_SECONDS = 60;

    /** How a command ended. */
    record Outcome(int status, String output) {}

    private final Process process;
    private final Path data;
    private final int offset;
    private final String startOutput;

    private LabProcess(Process process, Path data, int offset) throws IOException {
        this.process = process;
        this.data = data;
        this.offset = offset;
        StringBuilder output = new StringBuilder();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.equals("Lab course is up")) {
                break;
            }
        }
        startOutput = output.toString();
    }

    /** Starts the shipped lab in this data folder, at ports that are free. */
    static LabProcess start(Path data) throws IOException {
        return start(data, freeOffset());
    }

    static LabProcess start(Path data, int offset) throws IOException {
        return start(data, offset, LAB_FILE);
    }

    /** Starts a lab that is called {@code course} too. */
    static LabProcess start(Path data, int offset, Path labFile) throws IOException {
        Process process = command(List.of(
                        "up", "--data", data.toString(), "--port-offset", Integer.toString(offset), labFile.toString()))
                .start();
        return new LabProcess(process, data, offset);
    }

    /** Runs a command to its end. */
    static Outcome run(List<String> arguments) throws IOException, InterruptedException {
        return outcome(command(arguments).start());
    }

    /** Starts a command that ends when it is told to. */
    static Process begin(List<String> arguments) throws IOException {
        return command(arguments).start();
    }

    /** Runs a command beside this lab. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        int end = all.indexOf("--");
        all.addAll(end < 0 ? all.size() : end, List.of("--data", data.toString()));
        return run(all);
    }

    /** Everything up to and with the line that says that the lab is up. */
    String startOutput() {
        return startOutput;
    }

    int port(int published) {
        return published + offset;
    }

    String address(int published) {
        return "127.0.0.1:" + port(published);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** SIGTERM. */
    Outcome end() throws IOException, InterruptedException {
        process.toHandle().destroy();
        return outcome(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static ProcessBuilder command(List<String> arguments) {
        return command("labwire.gateway.Main", arguments);
    }

    static ProcessBuilder command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(),
                program));
        command.addAll(arguments);
        // The repository's root, as for the launcher's users.
        return new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    }

    /** Absolute, since the process starts elsewhere. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Outcome outcome(Process process) throws IOException, InterruptedException {
        try (InputStream in = process.getInputStream()) {
            process.getOutputStream().close();
            String output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + PATIENCE_SECONDS + " s:\n" + output);
            }
            return new Outcome(process.exitValue(), output);
        }
    }

    static int freeOffset() {
        for (int offset = FIRST_OFFSET; offset < LAST_OFFSET; offset += 97) {
            if (areFree(offset)) {
                return offset;
            }
        }
        throw new AssertionError("no free ports");
    }

    /** All that the shipped lab publishes: of its devices, of the mail server, of the video server, for SOCKS5. */
    private static boolean areFree(int offset) {
        return IntStream.concat(
                        IntStream.concat(IntStream.rangeClosed(2201, 2205), IntStream.rangeClosed(2301, 2305)),
                        IntStream.of(1080, 2525, 2587, 2465, 2110, 2995, 8080, 8443))
                .allMatch(port -> isFree(port + offset));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
