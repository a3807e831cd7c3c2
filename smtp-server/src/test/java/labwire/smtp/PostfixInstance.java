package labwire.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Postfix of our own on a free port of the loopback interface: its configuration, queue and log in a temporary folder.
 * It takes mail for every address into its queue, durably, and discards what it takes from there. Needs root.
 */
final class PostfixInstance implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path folder;
    private final int port;

    private PostfixInstance(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** What is missing for one; empty if nothing is. */
    static Optional<String> missing() throws IOException {
        if (!Files.isExecutable(PROGRAM) || !Files.isDirectory(Path.of("/usr/lib/postfix/sbin"))) {
            return Optional.of("postfix is not installed");
        }
        return Files.getOwner(Path.of("/proc/self")).getName().equals("root")
                ? Optional.empty()
                : Optional.of("postfix can be started by root alone");
    }

    /** @param parent a folder on the disk to be measured */
    static PostfixInstance start(Path parent) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("postfix"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Its processes run as the user postfix, and must reach their folders.
        for (Path path : List.of(parent, folder)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String name : List.of("etc", "spool", "data")) {
            Files.createDirectory(folder.resolve(name));
        }
        run(List.of("chown", "postfix", folder.resolve("data").toString()));
        Files.writeString(folder.resolve("etc/main.cf"), mainCf(folder));
        Files.writeString(folder.resolve("etc/master.cf"), masterCf(port));
        PostfixInstance instance = new PostfixInstance(folder, port);
        instance.postfix("start");
        instance.awaitListening();
        return instance;
    }

    private static String mainCf(Path folder) {
        return String.join(
                "\n",
                "compatibility_level = 3.6",
                "queue_directory = " + folder.resolve("spool"),
                "data_directory = " + folder.resolve("data"),
                "command_directory = /usr/sbin",
                "daemon_directory = /usr/lib/postfix/sbin",
                "maillog_file = " + folder.resolve("log"),
                "maillog_file_prefixes = " + folder,
                "myhostname = postfix.lab",
                "inet_interfaces = 127.0.0.1",
                "inet_protocols = ipv4",
                "mynetworks = 127.0.0.0/8",
                "mydestination =",
                "default_transport = discard",
                "relay_transport = discard",
                "alias_maps =",
                "smtpd_recipient_restrictions = permit_mynetworks, reject",
                "smtpd_client_connection_count_limit = 0",
                "smtpd_peername_lookup = no",
                "");
    }

    private static String masterCf(int port) {
        List<String> lines = new ArrayList<>();
        lines.add("127.0.0.1:" + port + " inet n - n - - smtpd");
        for (String service : List.of("cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr")) {
            lines.add(service);
        }
        for (String service : List.of("rewrite:trivial-rewrite", "bounce:bounce", "defer:bounce", "trace:bounce")) {
            String[] parts = service.split(":");
            lines.add(parts[0] + " unix - - n - 0 " + parts[1]);
        }
        for (String service : List.of("error", "retry:error", "discard", "proxymap", "showq")) {
            String[] parts = service.split(":");
            lines.add(parts[0] + " unix - - n - - " + parts[parts.length - 1]);
        }
        lines.add("anvil unix - - n - 1 anvil");
        lines.add("postlog unix-dgram n - n - 1 postlogd");
        return String.join("\n", lines) + "\n";
    }

    int port() {
        return port;
    }

    private void awaitListening() throws IOException {
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1_000);
                if (socket.getInputStream().read() == '2') {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            if (System.nanoTime() - start > START_NANOS) {
                throw new IOException("postfix does not answer: " + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "it wrote no log";
    }

    private void postfix(String verb) throws IOException, InterruptedException {
        run(List.of(PROGRAM.toString(), "-c", folder.resolve("etc").toString(), verb));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": failed");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            postfix("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
