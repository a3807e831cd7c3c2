package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.smtp.session.TlsMode;
import labwire.smtp.store.MailSummary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail through the shipped lab in virtual time, over a cable that loses frames. */
class VirtualMailTest {
    private static final Path LAB = Path.of("../config/lab.yaml");
    /** The cable of SW3, where mail and pc1 live, that spanning tree uses for pc2 on SW4. */
    private static final String LOSSY_PORT = "SW3:Gi0/1";

    private static final int MESSAGES = 1_000;

    /** What one run leaves: the digest of the frames at mail's port, and the subjects in the mailbox. */
    private record Outcome(String capture, List<String> subjects, MailBurst.Report report) {}

    private static Outcome run(long seed, int messages) throws IOException {
        MessageDigest digest = sha256();
        List<String> subjects;
        MailBurst.Report report;
        try (VirtualLab lab = VirtualLab.start(LAB, seed)) {
            lab.capture("mail:eth1", new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            lab.link(LOSSY_PORT, "loss", "2%");
            lab.time().runFor(Duration.ofSeconds(2));
            report = lab.await(MailBurst.start(lab, "pc2", "mail", messages, TlsMode.STARTTLS));
            lab.time().runFor(Duration.ofSeconds(5));
            subjects = lab.services().mailOn("mail").orElseThrow().store().list(Integer.MAX_VALUE).stream()
                    .map(MailSummary::subject)
                    .sorted()
                    .toList();
        }
        return new Outcome(HexFormat.of().formatHex(digest.digest()), subjects, report);
    }

    @Test
    void aThousandMailsByStarttlsOverALossyCableArriveExactlyOnce() throws IOException {
        Outcome outcome = run(1, MESSAGES);

        assertThat(outcome.report()).isEqualTo(new MailBurst.Report(MESSAGES, 0));
        assertThat(outcome.subjects()).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    @Test
    @Tag("soak")
    void aThousandMailsGiveTheSameCaptureTwiceHereAndOnceInAFreshProcess() throws Exception {
        String first = run(1, MESSAGES).capture();
        assertThat(run(1, MESSAGES).capture()).isEqualTo(first);
        assertThat(freshProcess(1, MESSAGES)).isEqualTo(first);
    }

    @Test
    void theSameSeedGivesTheSameCaptureHereAndInAFreshProcess() throws Exception {
        String first = run(42, 50).capture();
        String again = run(42, 50).capture();
        String other = run(43, 50).capture();
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(freshProcess(42, 50)).isEqualTo(first);
    }

    @Test
    void aCaptureShowsTheTlsHandshake() throws IOException {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        try (VirtualLab lab = VirtualLab.start(LAB, 5)) {
            lab.capture("mail:eth1", capture);
            lab.time().runFor(Duration.ofSeconds(1));
            lab.await(MailBurst.start(lab, "pc1", "mail", 1, TlsMode.STARTTLS));
        }
        String text = capture.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).contains("STARTTLS").contains("220 ").doesNotContain("Subject: message 1");
    }

    private static String freshProcess(long seed, int messages) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        VirtualMailTest.class.getName(),
                        Long.toString(seed),
                        Integer.toString(messages))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    /** The fresh process: prints the digest of the capture. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]))
                .capture());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
