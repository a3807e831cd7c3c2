package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped lab, live, in a process of its own, and real clients on this machine. */
class LiveLabTest {
    @TempDir
    static Path folder;

    private static LabProcess lab;

    @BeforeAll
    static void start() throws IOException {
        lab = LabProcess.start(folder.resolve("data"));
        assertThat(lab.startOutput()).contains("Lab course is up");
    }

    @AfterAll
    static void end() throws Exception {
        LabProcess.Outcome outcome = lab.end();
        assertThat(outcome.output()).doesNotContain("Exception");
        assertThat(folder.resolve("data").resolve("api.json")).doesNotExist();
    }

    @Test
    void startUpPrintsTheLabItsPortsAndCommandsToCopy() {
        assertThat(lab.startOutput())
                .contains("SW4", "video", lab.address(2525) + " -> mail:25", "resident")
                .contains("openssl s_client -starttls smtp -crlf -connect " + lab.address(2525));
    }

    @Test
    void mailIsWaitedForAndReadByPop3ThroughTheLab() throws Exception {
        LabProcess.Outcome swaks = ExternalProgram.run(
                "", "swaks", "--server", lab.address(2525), "--from", "a@example.org", "--to", "pop@example.org");
        assertThat(swaks.status()).as(swaks.output()).isZero();
        LabProcess.Outcome awaited = lab.run("mail", "wait", "--to", "pop@*", "--host", "mail");
        assertThat(awaited.status()).as(awaited.output()).isZero();
        String curl = "pop3://" + lab.address(2110);
        LabProcess.Outcome list =
                ExternalProgram.run("", "curl", "-sS", "--ssl-reqd", "-k", "-u", "pop@example.org:any", curl);
        assertThat(list.output()).startsWith("1 ");
        assertThat(lab.run("inspect").output()).contains(lab.address(2995), "mail:995");
        assertThat(lab.run("mail", "sessions").output()).contains("pop3", "TLSv1.3");
    }

    @Test
    void curlReachesAHostOfTheLabByItsNameThroughSocksAsInTheReadme() throws Exception {
        String command = Files.readAllLines(Path.of("../README.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("curl --socks5-hostname "))
                .findFirst()
                .orElseThrow();
        assertThat(lab.startOutput()).contains(command.replace("127.0.0.1:1080", lab.address(1080)));
        List<String> words = new ArrayList<>(
                List.of(command.replace("127.0.0.1:1080", lab.address(1080)).split(" ")));
        words.addAll(List.of("-sS", "--max-time", "20", "-o", "/dev/null", "-w", "%{http_code} %{remote_port}"));
        LabProcess.Outcome curl = ExternalProgram.run("", words.toArray(String[]::new));
        assertThat(curl.output()).startsWith("200 ");
        LabProcess.Outcome refused =
                ExternalProgram.run("", "curl", "-sS", "--socks5-hostname", lab.address(1080), "http://pc1:81/");
        // 97: the proxy says that it could not.
        assertThat(refused.status()).as(refused.output()).isEqualTo(97);
        assertThat(lab.run("inspect").output()).contains(lab.address(1080), "any host, by SOCKS5");
    }

    @Test
    void aCaptureShowsAMailsWayAndReadsCleanInTshark() throws Exception {
        ExternalProgram.assumePresent("tshark");
        Path file = folder.resolve("mail.pcapng");
        Process capture = LabProcess.command(List.of(
                        "capture",
                        "R1:Gi0/0",
                        "mail:eth1",
                        "--filter",
                        "host 10.10.88.25 and tcp port 25",
                        "-c",
                        "20",
                        "-w",
                        file.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader told = capture.inputReader(StandardCharsets.UTF_8)) {
            assertThat(told.readLine()).startsWith("Capturing at R1:Gi0/0, mail:eth1");
            LabProcess.Outcome swaks = ExternalProgram.run(
                    "", "swaks", "--server", lab.address(2525), "--from", "a@example.org", "--to", "b@example.org");
            assertThat(swaks.status()).as(swaks.output()).isZero();
            assertThat(told.readLine()).isEqualTo("20 packets captured");
            assertThat(capture.waitFor()).isZero();
        } finally {
            capture.destroy();
        }
        String interfaces = ExternalProgram.run(
                        "", "tshark", "-r", file.toString(), "-T", "fields", "-e", "frame.interface_name")
                .output();
        assertThat(interfaces).contains("R1:GigabitEthernet0/0", "mail:eth1");
        assertThat(interfaces.lines().filter(line -> line.contains(":"))).hasSize(20);
        String wrong = "_ws.malformed || ip.checksum.status == 0 || tcp.checksum.status == 0";
        assertThat(ExternalProgram.run(
                                "", "tshark", "-r", file.toString(), "-Y", wrong, "-T", "fields", "-e", "frame.number")
                        .output()
                        .lines()
                        .filter(line -> line.matches("[0-9]+")))
                .isEmpty();
        LabProcess.Outcome refused = lab.run("capture", "R1:Gi0/0", "-f", "prot 25", "-w", file.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).contains("filter, column 1: prot (expected: a test, such as host 10.0.0.1");
        assertThat(lab.run("capture", "R9:Gi0/0", "-w", file.toString()).output())
                .contains("port: R9:Gi0/0 (expected: NODE:PORT of this lab");
    }

    @Test
    void theDialogueOfTheReadmeWorksByStarttls() throws Exception {
        dialogue("starttls", "-starttls", "smtp", "-crlf", "-connect", lab.address(2525));
    }

    @Test
    void theDialogueOfTheReadmeWorksByImplicitTls() throws Exception {
        dialogue("implicit", "-crlf", "-connect", lab.address(2465));
    }

    /** Types line by line, each after the answer to the one before, as a person does. */
    private static void dialogue(String subject, String... openssl) throws Exception {
        ExternalProgram.assumePresent("openssl");
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-verify_quiet"));
        command.addAll(List.of(openssl));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
                Writer typed = process.outputWriter(StandardCharsets.UTF_8)) {
            if (subject.equals("implicit")) {
                await(answers, "220 ");
            } else {
                await(answers, "250 ");
            }
            boolean message = false;
            for (String line : linesOfTheReadme()) {
                type(typed, line.replace("mail test", "mail test " + subject));
                message = !line.equals(".") && (message || line.equals("data"));
                if (line.equals("data")) {
                    await(answers, "354 ");
                } else if (line.equals("quit")) {
                    await(answers, "221 ");
                } else if (!message) {
                    await(answers, "250 ");
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.run("mail", "list").output()).contains("mail test " + subject, "w10sim@naver.com");
    }

    /** What the README's main example types after the openssl command. */
    private static List<String> linesOfTheReadme() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("../README.md"));
        int command = readme.indexOf("    openssl s_client -starttls smtp -crlf -connect 127.0.0.1:2525");
        int end = readme.indexOf("    quit");
        assertThat(command).isPositive();
        return readme.subList(command + 1, end + 1).stream().map(String::strip).toList();
    }

    private static void type(Writer typed, String text) throws IOException {
        typed.write(text + "\n");
        typed.flush();
    }

    /** Reads on to a line that begins like this. */
    private static void await(BufferedReader answers, String start) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith(start)) {
                return;
            }
        }
        throw new AssertionError("no line that begins with " + start + " in:\n" + seen);
    }

    @Test
    void swaksDeliversByTlsWithPipeliningAndTheMessageCanBeShown() throws Exception {
        LabProcess.Outcome swaks = ExternalProgram.run(
                "",
                "swaks",
                "--server",
                lab.address(2525),
                "--tls",
                "--pipeline",
                "--from",
                "a@example.org",
                "--to",
                "b@example.org",
                "--header",
                "Subject: from swaks",
                "--body",
                "hello from swaks");
        assertThat(swaks.status()).as(swaks.output()).isZero();

        String list = lab.run("mail", "list").output();
        String line =
                list.lines().filter(l -> l.contains("from swaks")).findFirst().orElseThrow();
        LabProcess.Outcome show = lab.run("mail", "show", line.split(" ", 2)[0]);
        assertThat(show.status()).isZero();
        assertThat(show.output()).contains("Subject: from swaks", "hello from swaks", "TLS");
    }

    @Test
    void opensslCurlAndPythonVerifyTheServersByTheLabCa() throws Exception {
        LabProcess.Outcome ca = lab.run("ca");
        assertThat(ca.status()).isZero();
        Path pem = Files.writeString(folder.resolve("ca.pem"), ca.output());

        LabProcess.Outcome openssl = ExternalProgram.run(
                "QUIT\n",
                "openssl",
                "s_client",
                "-CAfile",
                pem.toString(),
                "-verify_return_error",
                "-verify_hostname",
                "localhost",
                "-connect",
                lab.address(2465));
        assertThat(openssl.output()).contains("Verify return code: 0 (ok)");

        Path message = Files.writeString(folder.resolve("message"), "Subject: from curl\r\n\r\nhello\r\n");
        LabProcess.Outcome curl = ExternalProgram.run(
                "",
                "curl",
                "-sS",
                "--cacert",
                pem.toString(),
                "--url",
                "smtps://" + lab.address(2465),
                "--mail-from",
                "a@example.org",
                "--mail-rcpt",
                "b@example.org",
                "--upload-file",
                message.toString());
        assertThat(curl.status()).as(curl.output()).isZero();

        LabProcess.Outcome python =
                ExternalProgram.run("", "python3", "-c", """
                import smtplib, ssl, sys
                s = smtplib.SMTP('127.0.0.1', int(sys.argv[2]))
                s.starttls(context=ssl.create_default_context(cafile=sys.argv[1]))
                s.sendmail('a@example.org', ['b@example.org'], 'Subject: from python\\n\\nhello')
                s.quit()
                """, pem.toString(), Integer.toString(lab.port(2587)));
        assertThat(python.status()).as(python.output()).isZero();
        assertThat(lab.run("mail", "list").output()).contains("from curl", "from python");
    }

    @Test
    void inspectShowsTheSpanningTreeAndTheFramesOfTheForwards() throws Exception {
        String tables = lab.run("inspect").output();
        assertThat(tables).contains("R1:Gi0/0", "10.10.88.25/24", "root forwarding", "alternate discarding");
        String json = lab.run("inspect", "--json").output();
        assertThat(json).contains("\"name\" : \"course\"", "\"receivedFrames\"");
    }

    @Test
    void execAnswersAsTheConsoleDoes() throws Exception {
        assertThat(lab.run("exec", "R1", "--", "sh", "ip", "int", "br").output())
                .contains("Interface                  IP-Address      OK? Method Status                Protocol")
                .contains("10.10.88.110");
        LabProcess.Outcome ping = lab.run("exec", "pc1", "--", "ping", "-c", "2", "mail");
        assertThat(ping.status()).isZero();
        assertThat(ping.output()).contains("2 received");
        LabProcess.Outcome wrong = lab.run("exec", "R1", "--", "frobnicate");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).contains("% ");
        assertThat(lab.run("exec", "R9", "--", "show", "version").output()).contains("R9 (expected: one of [");
    }

    @Test
    void everyOtherCommandOfTheReadmeIsDone() throws Exception {
        dialogue("typed first", "-starttls", "smtp", "-crlf", "-connect", lab.address(2525));
        List<String> commands = Files.readAllLines(LabProcess.ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("    ./labwire "))
                .map(line -> line.strip()
                        .substring("./labwire ".length())
                        .split(" +#", 2)[0]
                        .strip())
                // Tested elsewhere: they do not end, or measure.
                .filter(command -> !command.equals("up")
                        && !command.startsWith("up --data")
                        && !command.startsWith("video serve")
                        && !command.startsWith("mail serve")
                        && !command.equals("bench"))
                .toList();
        assertThat(commands).hasSizeGreaterThan(15);
        for (String command : commands) {
            List<String> words = List.of(command.split(" "));
            LabProcess.Outcome outcome =
                    words.get(0).equals("up") ? LabProcess.run(words) : lab.run(words.toArray(String[]::new));
            assertThat(outcome.status()).as(command + "\n" + outcome.output()).isZero();
        }
    }

    @Test
    void linkChangesARunningCable() throws Exception {
        assertThat(lab.run("link", "video:eth1", "rate", "500kbit", "delay", "30ms", "loss", "1%")
                        .output())
                .contains("rate 500kbit", "delay 30ms", "loss 1%");
        assertThat(lab.run("link", "video:eth1", "clear").status()).isZero();
        LabProcess.Outcome wrong = lab.run("link", "video:eth9");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).contains("video:eth9 (expected: NODE:PORT of this lab");
    }

    @Test
    void aHostPlaysTheDemoAndReports() throws Exception {
        Path report = folder.resolve("session");
        LabProcess.Outcome outcome = lab.run(
                "play",
                "http://video:8080/demo/manifest.mpd",
                "--on",
                "pc1",
                "--duration",
                "3s",
                "--report",
                report.toString());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("ended: played as long as asked for", "no stalls", "mean bitrate");
        assertThat(report.resolve("chart.svg")).content().startsWith("<svg");

        LabProcess.Outcome https =
                lab.run("play", "https://video:8443/demo/manifest.mpd", "--on", "pc2", "--duration", "2s", "--json");
        assertThat(https.status()).as(https.output()).isZero();
        assertThat(https.output()).contains("\"complete\" : true");
        assertThat(folder.resolve("data/log/video-access.log")).content().contains("GET /demo/manifest.mpd HTTP/1.1");
    }

    @Test
    void thisMachinePlaysThroughThePortForwardAndKeepsTheMedia() throws Exception {
        Path media = folder.resolve("media");
        LabProcess.Outcome outcome = lab.run(
                "play",
                "https://localhost:" + lab.port(8443) + "/demo/manifest.mpd",
                "--duration",
                "2s",
                "--save",
                media.toString());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(media.resolve("audio-p1-rung0.mp4")).isNotEmptyFile();
        LabProcess.Outcome ffprobe = ExternalProgram.run(
                "",
                "ffprobe",
                "-v",
                "error",
                media.resolve("audio-p1-rung0.mp4").toString());
        assertThat(ffprobe.output()).isEmpty();
    }

    @Test
    void playTellsWhatIsWrong() throws Exception {
        LabProcess.Outcome nobody = lab.run("play", "http://video:8080/demo/manifest.mpd", "--on", "pc9");
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.output()).contains("host: pc9 (expected: one of [mail, video, pc1, pc2])");
        LabProcess.Outcome rule = lab.run("play", "http://video:8080/demo/manifest.mpd", "--rule", "best");
        assertThat(rule.status()).isEqualTo(2);
        assertThat(rule.output()).contains("rule: \"best\" (expected: one of throughput, bola-e");
        LabProcess.Outcome title = lab.run("play", "http://video:8080/nothing/manifest.mpd", "--on", "pc1");
        assertThat(title.status()).isEqualTo(1);
        assertThat(title.output()).contains("404");
    }

    @Test
    void aTitleThatIsIngestedIsThereAtOnce() throws Exception {
        LabProcess.Outcome ingest =
                lab.run("video", "ingest", "config/video/demo/v180.mp4", "config/video/demo/a64.mp4", "--name", "tiny");
        assertThat(ingest.status()).as(ingest.output()).isZero();
        assertThat(ingest.output()).contains("320x180", "Title tiny is in ");
        assertThat(lab.run("video", "list").output()).contains("tiny", "http://video:8080/tiny/manifest.mpd");
        LabProcess.Outcome again = lab.run("video", "ingest", "config/video/demo/v180.mp4", "--name", "tiny");
        assertThat(again.status()).isEqualTo(2);
    }

    @Test
    void faultsAreSetListedAndCleared() throws Exception {
        assertThat(lab.run("video", "fault", "status=503,path=nowhere/*").output())
                .contains("status=503,path=nowhere/*");
        LabProcess.Outcome wrong = lab.run("video", "fault", "status=200");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.output()).contains("status=200 (expected: an error that HTTP has");
        assertThat(lab.run("video", "fault", "--clear").output()).contains("No fault rules.");
    }

    @Test
    void aSecondLabInTheSameFolderIsRefused() throws Exception {
        LabProcess.Outcome second = LabProcess.run(
                List.of("up", "--data", folder.resolve("data").toString(), LabProcess.LAB_FILE.toString()));
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.output()).contains("in use by process");
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingIsLeftRunning() throws Exception {
        int offset = LabProcess.freeOffset();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket taken = new ServerSocket(2587 + offset, 1, loopback)) {
            LabProcess.Outcome outcome = LabProcess.run(List.of(
                    "up",
                    "--data",
                    folder.resolve("data2").toString(),
                    "--port-offset",
                    Integer.toString(offset),
                    LabProcess.LAB_FILE.toString()));
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.output()).contains("127.0.0.1:" + taken.getLocalPort(), "lab.yaml:", "--port-offset");
        }
    }

    @Test
    void killedRightAfterA250ItLosesNothing() throws Exception {
        Path data = folder.resolve("data3");
        int sent = 20;
        try (LabProcess victim = LabProcess.start(data)) {
            try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), victim.port(2525));
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII)) {
                await(in, "220 ");
                for (int i = 0; i < sent; i++) {
                    for (String line : List.of("HELO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>")) {
                        out.write(line + "\r\n");
                        out.flush();
                        await(in, "250 ");
                    }
                    out.write("DATA\r\n");
                    out.flush();
                    await(in, "354 ");
                    out.write("Subject: survivor " + i + " of the crash\r\n\r\nhello\r\n.\r\n");
                    out.flush();
                    await(in, "250 ");
                }
                victim.kill();
            }
        }
        try (LabProcess next = LabProcess.start(data)) {
            String list = next.run("mail", "list").output();
            for (int i = 0; i < sent; i++) {
                assertThat(list).containsOnlyOnce("survivor " + i + " of the crash");
            }
        }
    }

    @Test
    void downEndsALab() throws Exception {
        try (LabProcess other = LabProcess.start(folder.resolve("data4"))) {
            LabProcess.Outcome down = other.run("down");
            assertThat(down.status()).isZero();
            assertThat(other.isAlive()).isFalse();
        }
        assertThat(LabProcess.run(List.of(
                                "inspect", "--data", folder.resolve("data4").toString()))
                        .output())
                .contains("no lab runs in");
    }
}
