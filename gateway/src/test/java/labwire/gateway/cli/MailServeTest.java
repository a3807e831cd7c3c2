package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mail server without a lab, and every mail command beside it. */
class MailServeTest {
    private static final String MESSAGE = """
            Subject: Welcome, %s
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html

            <a href="https://example.com/verify?id=1&amp;x=2">Verify</a> with the code <b>482913</b>\u001b[31m
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename=data.bin
            Content-Transfer-Encoding: base64

            SGVsbG8=
            --b--
            """;

    @TempDir
    static Path folder;

    private static Process server;
    private static BufferedReader output;
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("mail", "serve", "--data", data()));
        for (String service : List.of("smtp", "submission", "submissions", "pop3", "pop3s")) {
            command.addAll(List.of("--" + service + "-port", "0"));
        }
        server = LabProcess.begin(command);
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
        assertThat(PORTS).as(all.toString()).containsKeys("smtp", "submission", "submissions", "pop3", "pop3s");
    }

    @AfterAll
    static void end() throws Exception {
        try (BufferedReader rest = output) {
            server.toHandle().destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rest.lines().toList()).isEmpty();
            assertThat(folder.resolve("data/api.json")).doesNotExist();
            assertThat(folder.resolve("data/log/mail.log")).content().contains("accepted");
        } finally {
            server.destroyForcibly();
        }
    }

    private static int port(String service) {
        return PORTS.getOrDefault(service, 0);
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    /** In this process, since starting a JVM for each command would take most of the time. */
    private static LabProcess.Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int status = LabwireCommand.execute(all.toArray(String[]::new));
            return new LabProcess.Outcome(status, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String done(String... arguments) {
        LabProcess.Outcome outcome = run(arguments);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private static LabProcess.Outcome curl(String service, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl", "-sS", "--cacert", Path.of(data(), "ca", "ca.pem").toString(), "--url", url(service)));
        command.addAll(List.of(options));
        return ExternalProgram.run("", command.toArray(String[]::new));
    }

    /** Of SMTP, the path is what curl says in EHLO. */
    private static String url(String service) {
        int port = port(service);
        return switch (service) {
            case "smtp" -> "smtp://127.0.0.1:" + port + "/pc.example.org";
            case "submissions" -> "smtps://127.0.0.1:" + port + "/pc.example.org";
            default -> service + "://127.0.0.1:" + port;
        };
    }

    private static void send(String to) throws Exception {
        Path file = Files.writeString(
                folder.resolve(to + ".eml"), MESSAGE.formatted(to).replace("\n", "\r\n"));
        LabProcess.Outcome sent = curl(
                "submissions", "--mail-from", "shop@example.com", "--mail-rcpt", to, "--upload-file", file.toString());
        assertThat(sent.status()).as(sent.output()).isZero();
    }

    private static String awaited(String to) {
        return done("mail", "wait", "--to", to, "--subject", "^Welcome", "--timeout", "30s")
                .strip();
    }

    @Test
    void aMessageIsWaitedForAndTakenApart() throws Exception {
        send("alice@example.org");
        String id = awaited("alice@*");
        assertThat(done("mail", "show", id))
                .contains("Subject: Welcome, alice@example.org", "-- part 2: application/octet-stream", "data.bin")
                .doesNotContain("\u001b");
        assertThat(done("mail", "show", "--raw", id)).contains("Content-Transfer-Encoding: base64\r\n");
        assertThat(done("mail", "show", "--part", "2", id)).isEqualTo("Hello");
        assertThat(done("mail", "show", "--links", id)).isEqualTo("https://example.com/verify?id=1&x=2\n");
        assertThat(done("mail", "show", "--codes", id)).isEqualTo("482913\n");
        LabProcess.Outcome part = run("mail", "show", "--part", "3", id);
        assertThat(part.status()).isEqualTo(1);
        assertThat(part.output()).contains("part: 3 (expected: the number of a part");
        assertThat(done("mail", "list", "--to", "alice@*", "--json")).contains("\"id\" : \"" + id + '"');
        assertThat(done("mail", "list", "--to", "nobody@*")).isEqualTo("No such mail.\n");
    }

    @Test
    void waitingEndsWithTheTimeOrWithAMessageThatIsNew() throws Exception {
        LabProcess.Outcome none = run("mail", "wait", "--to", "nobody@*", "--timeout", "50ms");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.output()).contains("no such message within 0.05 s");

        send("bob@example.org");
        awaited("bob@*");
        assertThat(run("mail", "wait", "--to", "bob@*", "--new", "--timeout", "50ms")
                        .status())
                .isEqualTo(1);
        assertThat(run("mail", "wait", "--to", "bob@*", "--since", "2999-01-01T00:00:00Z", "--timeout", "50ms")
                        .status())
                .isEqualTo(1);
        assertThat(done("mail", "wait", "--to", "bob@*", "--since", "1h")).isNotBlank();
        LabProcess.Outcome wrong = run("mail", "wait", "--subject", "(");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).contains("expected: a regular expression");
    }

    @Test
    void sessionsAreListedAndShownWithTheirTls() throws Exception {
        send("carol@example.org");
        String id = awaited("carol@*");
        JsonNode message = new ObjectMapper().readTree(done("mail", "show", "--json", id));
        String session = message.path("session").asText();
        assertThat(done("mail", "sessions")).contains(session, "TLSv1.3");
        assertThat(done("mail", "sessions", session))
                .contains("C: MAIL FROM:<shop@example.com>", "S: 250 ", "TLS       TLSv1.3 with cipher", "-- ");
        assertThat(run("mail", "sessions", "nosuchsession").status()).isEqualTo(1);
    }

    @Test
    void faultsAreSetListedAndCleared() throws Exception {
        assertThat(done("mail", "fault", "stage=rcpt,address=full@*,reply=452 4.2.2 Mailbox full"))
                .contains("address=full@*");
        LabProcess.Outcome refused =
                curl("smtp", "--mail-from", "a@example.com", "--mail-rcpt", "full@example.org", "-T", "/dev/null");
        assertThat(refused.status()).as(refused.output()).isEqualTo(55);
        assertThat(done("mail", "fault")).containsPattern("(?m)^mail +1 +1 ");
        LabProcess.Outcome wrong = run("mail", "fault", "stage=nowhere");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).contains("(expected: ");
        assertThat(done("mail", "fault", "--clear")).isEqualTo("No fault rules.\n");
    }

    @Test
    void aReleasedMessageIsInTheQueueUntilItIsDeleted() throws Exception {
        send("dave@example.org");
        String id = awaited("dave@*");
        // Nobody listens there, so it stays.
        String queued =
                done("mail", "release", id, "--to", "dave@[127.0.0.2]").strip().split(" ")[2];
        assertThat(done("mail", "queue", "hold", queued)).contains("1 message");
        assertThat(done("mail", "queue", "list")).contains(queued, "held", "dave@[127.0.0.2]");
        assertThat(done("mail", "queue", "show", queued)).contains("To        dave@[127.0.0.2]", ", held");
        assertThat(done("mail", "queue", "release", queued)).contains("1 message");
        done("mail", "queue", "flush");
        assertThat(done("mail", "queue", "delete", queued)).contains("1 message");
        assertThat(run("mail", "queue", "show", queued).status()).isEqualTo(1);
    }

    @Test
    void clearingTakesAwayWhatIsNamed() throws Exception {
        send("erin@example.org");
        String id = awaited("erin@*");
        assertThat(done("mail", "clear", id)).isEqualTo("Deleted 1 message.\n");
        assertThat(run("mail", "show", id).status()).isEqualTo(1);
    }

    @Test
    void mailIsReadByPop3() throws Exception {
        send("frank@example.org");
        awaited("frank@*");
        LabProcess.Outcome list = curl("pop3s", "--user", "frank@example.org:any");
        assertThat(list.status()).as(list.output()).isZero();
        assertThat(list.output()).startsWith("1 ");
    }

    @Test
    void metricsAreThoseOfPrometheus() throws Exception {
        send("grace@example.org");
        assertThat(done("mail", "metrics")).contains("# TYPE labwire_mail_accepted_total counter");
        JsonNode api = new ObjectMapper().readTree(Path.of(data(), "api.json").toFile());
        LabProcess.Outcome scraped = ExternalProgram.run(
                "",
                "curl",
                "-sS",
                "-H",
                "Authorization: Bearer " + api.path("token").asText(),
                "http://127.0.0.1:" + api.path("port").asText() + "/metrics");
        assertThat(scraped.output()).contains("labwire_mail_sessions_total");
    }

    @Test
    void aUsersLineIsMadeOfAPassword() throws Exception {
        assertThat(user("wonderland\n", "alice", "--plain")).isEqualTo("alice:{PLAIN}wonderland\n");
        assertThat(user("wonderland", "bob"))
                .startsWith("bob:{SCRAM-SHA-256}10000:")
                .doesNotContain("wonderland");
        assertThat(user("", "bob")).contains("password: 0 characters (expected: ");
    }

    private static String user(String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("mail", "user"));
        command.addAll(List.of(arguments));
        Process process = LabProcess.begin(command);
        try (Writer typed = process.outputWriter(StandardCharsets.UTF_8)) {
            typed.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void whatCannotBeStartedIsNamed() throws Exception {
        LabProcess.Outcome taken = LabProcess.run(List.of(
                "mail",
                "serve",
                "--data",
                folder.resolve("other").toString(),
                "--smtp-port",
                Integer.toString(port("smtp"))));
        assertThat(taken.status()).isEqualTo(2);
        assertThat(taken.output()).contains("in use").doesNotContain("\tat ");
        LabProcess.Outcome locked = run("mail", "serve");
        assertThat(locked.status()).isEqualTo(2);
        assertThat(locked.output()).contains("in use by process");
        Path settings = Files.writeString(folder.resolve("mail.yaml"), "policy: sometimes\n");
        LabProcess.Outcome unreadable = LabProcess.run(List.of(
                "mail", "serve", "--data", folder.resolve("third").toString(), "--settings", settings.toString()));
        assertThat(unreadable.status()).isEqualTo(2);
        assertThat(unreadable.output()).contains("mail.yaml:1", "expected");
    }
}
