package labwire.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/**
 * The kernel's side: a process in its namespace, that is told what to do by lines ({@code NUMBER accept|connect ROLE
 * BYTES ADDRESS}, {@code release}) and answers with the number and what came of it.
 */
final class KernelEnd implements StreamEnd, AutoCloseable {
    private static final long SEED = 1;
    private static final String READY = "ready";

    private final Process process;
    private final Writer orders;
    private final List<String> prefix;
    private final Map<Integer, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private int orderCount;

    /** @param prefix runs a command where the kernel's end is */
    KernelEnd(List<String> prefix) throws IOException {
        this.prefix = prefix;
        List<String> command = new ArrayList<>(prefix);
        command.addAll(LabProcess.command(KernelEnd.class.getName(), List.of()).command());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String first = answers.readLine();
        if (!READY.equals(first)) {
            throw new IOException("the kernel's end: " + first + " (expected: " + READY + ")");
        }
        Thread reader = new Thread(() -> answers.lines().forEach(this::answered), "answers");
        reader.setDaemon(true);
        reader.start();
    }

    static byte[] octets(int bytes) {
        return StreamEnd.octets(SEED, bytes);
    }

    private void answered(String line) {
        int space = line.indexOf(' ');
        CompletableFuture<String> asked = open.remove(Integer.parseInt(line.substring(0, space)));
        if (asked != null) {
            asked.complete(line.substring(space + 1));
        }
    }

    @Override
    public CompletableFuture<String> accept(Role role, int bytes) {
        return order("accept " + role + " " + bytes + " -");
    }

    @Override
    public CompletableFuture<String> connect(String address, Role role, int bytes) {
        return order("connect " + role + " " + bytes + " " + address);
    }

    private CompletableFuture<String> order(String what) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(++orderCount, answer);
        tell(orderCount + " " + what);
        return answer;
    }

    @Override
    public void release() {
        tell("release");
    }

    private void tell(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SocketWords socket() {
        return SocketWords.parse(run("ss", "-tinoOH", "state", "established", "( dport = :7007 or sport = :7007 )"));
    }

    /** Runs a command where the kernel's end is. */
    String run(String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        try {
            return ExternalProgram.run("", all.toArray(String[]::new)).output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its process ends with its input. */
    @Override
    public void close() throws IOException {
        orders.close();
    }

    /** In the kernel's namespace. */
    public static void main(String[] arguments) throws IOException {
        Semaphore released = new Semaphore(0);
        try (ServerSocket listening = new ServerSocket(PORT)) {
            System.out.println(READY);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("release")) {
                    released.release();
                    continue;
                }
                String[] words = line.split(" ", -1);
                Role role = Role.valueOf(words[2]);
                byte[] octets = octets(Integer.parseInt(words[3]));
                Thread work = new Thread(() -> {
                    String answer;
                    try (Socket socket =
                            words[1].equals("accept") ? listening.accept() : new Socket(address(words[4]), PORT)) {
                        answer = play(socket, role, octets, released);
                    } catch (IOException | InterruptedException e) {
                        answer = String.valueOf(e.getMessage());
                    }
                    System.out.println(words[0] + " " + answer);
                });
                work.setDaemon(true);
                work.start();
            }
        }
    }

    private static InetAddress address(String text) {
        return text.indexOf(':') < 0
                ? Ipv4Address.parse(text).toInetAddress(text)
                : Ipv6Address.parse(text).toInetAddress(text);
    }

    private static String play(Socket socket, Role role, byte[] octets, Semaphore released)
            throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        return switch (role) {
            case FIRST -> {
                out.write(octets);
                socket.shutdownOutput();
                yield digest(in);
            }
            case LAST -> {
                String heard = digest(in);
                out.write(octets);
                yield heard;
            }
            case STREAM -> {
                while (true) {
                    out.write(octets);
                }
            }
            case ABORT -> {
                int unused = in.readNBytes(READ_BEFORE_ABORT).length;
                socket.setSoLinger(true, 0);
                yield "aborted";
            }
            case HOLD -> {
                released.acquire();
                yield digest(in);
            }
        };
    }

    private static String digest(InputStream in) throws IOException {
        MessageDigest digest = StreamEnd.sha256();
        byte[] buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return StreamEnd.hex(digest);
    }
}
