package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mail serve} with settings, with LMTP, and on Java's own sockets instead of epoll. */
class MailServeSettingsTest {
    private static final String SETTINGS = """
            users: mail.users
            plaintext-auth: true
            apop: true
            faults: ["stage=connect,port=%s,reply=421 4.7.0 Not now,nth=2"]
            """;
    private static final int TIMEOUT_MILLIS = 20_000;

    @TempDir
    static Path folder;

    private static Process server;
    private static BufferedReader output;
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        Path users = Files.writeString(folder.resolve("mail.users"), "alice@example.com:{PLAIN}wonderland\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
        int pop3 = LabProcess.freeOffset();
        Path settings = Files.writeString(folder.resolve("mail.yaml"), SETTINGS.formatted(pop3));
        List<String> command =
                new ArrayList<>(List.of("mail", "serve", "--data", data(), "--settings", settings.toString()));
        for (String service : List.of("smtp", "submission", "submissions", "pop3s", "lmtp")) {
            command.addAll(List.of("--" + service + "-port", "0"));
        }
        command.addAll(List.of("--pop3-port", Integer.toString(pop3)));
        ProcessBuilder builder = LabProcess.command(command);
        builder.command().add(1, "-Dio.netty.transport.noNative=true");
        server = builder.start();
        output = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            all.append(line).append('\n');
            if (line.equals("End with Ctrl-C")) {
                break;
            }
            if (line.startsWith("Serving ")) {
                PORTS.put(line.split(" ")[1], Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            }
        }
        assertThat(PORTS).as(all.toString()).containsKeys("smtp", "lmtp", "pop3");
    }

    @AfterAll
    static void end() throws Exception {
        try (BufferedReader rest = output) {
            server.toHandle().destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rest.lines().toList()).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    /** Says lines, and reads one line of answer to each, and before the first. */
    private static List<String> talk(String service, String... lines) throws IOException {
        List<String> heard = new ArrayList<>();
        try (Client client = new Client(service)) {
            heard.add(client.read());
            for (String line : lines) {
                heard.add(client.say(line));
            }
        }
        return heard;
    }

    /** A blocking client of one service. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(String service) throws IOException {
            socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), PORTS.getOrDefault(service, 0));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** The last line of the next reply. */
        String read() throws IOException {
            String line = in.readLine();
            while (line != null && line.matches("\\d{3}-.*")) {
                line = in.readLine();
            }
            return line == null ? "" : line;
        }

        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return read();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** One test, since what comes first shows in what comes later. */
    @Test
    void lmtpTakesMailForEachRecipientAndPop3GivesItByApopWithFaultsOfItsOwn() throws Exception {
        try (Client lmtp = new Client("lmtp")) {
            assertThat(lmtp.read()).startsWith("220 ").contains("LMTP");
            assertThat(lmtp.say("LHLO relay.example")).startsWith("250 ");
            assertThat(lmtp.say("MAIL FROM:<bob@example.com>")).startsWith("250 ");
            assertThat(lmtp.say("RCPT TO:<alice@example.com>")).startsWith("250 ");
            assertThat(lmtp.say("RCPT TO:<carol@example.com>")).startsWith("250 ");
            assertThat(lmtp.say("DATA")).startsWith("354 ");
            assertThat(lmtp.say("Subject: by LMTP\r\n\r\ntext\r\n.")).startsWith("250 ");
            assertThat(lmtp.read()).as("a reply for each recipient").startsWith("250 ");
        }

        try (Client pop3 = new Client("pop3")) {
            String greeting = pop3.read();
            String timestamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest((timestamp + "wonderland").getBytes(StandardCharsets.US_ASCII)));
            assertThat(pop3.say("APOP alice@example.com " + digest)).startsWith("+OK 1 messages");
            assertThat(pop3.say("QUIT")).startsWith("+OK");
        }

        assertThat(talk("pop3")).containsExactly("-ERR [SYS/TEMP] Not now");
        assertThat(talk("smtp").get(0)).as("the rule is for POP3's port").startsWith("220 ");
        assertThat(talk("pop3", "QUIT").get(0)).startsWith("+OK ");
    }

    /** In a terminal that {@code script} makes, the password is asked for twice. */
    private static LabProcess.Outcome typed(String passwords) throws Exception {
        String command = LabProcess.command(List.of("mail", "user", "alice", "--plain")).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return ExternalProgram.run(passwords, "script", "-qec", command, "/dev/null");
    }

    @Test
    void aPasswordIsTypedTwiceAtATerminal() throws Exception {
        LabProcess.Outcome same = typed("wonderland\nwonderland\n");
        assertThat(same.status()).as(same.output()).isZero();
        assertThat(same.output()).contains("Password: ", "Again: ", "alice:{PLAIN}wonderland");
        LabProcess.Outcome other = typed("wonderland\nwanderland\n");
        assertThat(other.status()).as(other.output()).isEqualTo(2);
        assertThat(other.output()).contains("(expected: the same twice)").doesNotContain("{PLAIN}");
    }
}
