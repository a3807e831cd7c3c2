package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What auditors run: sslscan sees nothing weak, and testssl, with the lab's CA added, nothing above LOW. */
class TlsScannersTest {

    /** A lab's certificates are not revoked, so nobody is told where that would be said. */
    private static final Set<String> ABOUT_REVOCATION =
            Set.of("cert_revocation", "cert_crlDistributionPoints", "cert_ocspURL");

    @TempDir
    Path folder;

    private TestMailSystem server;

    @BeforeEach
    void start() throws Exception {
        server = new TestMailSystem(folder, TestMailSystem.domains());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String address(String listener) {
        return "localhost:" + server.port(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "submissions", "pop3", "pop3s"})
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void sslscanSeesNothingWeak(String listener) throws Exception {
        List<String> command = new ArrayList<>(List.of("sslscan", "--no-colour"));
        if (listener.equals("smtp") || listener.equals("pop3")) {
            command.add("--starttls-" + listener);
        }
        command.add(address(listener));
        var outcome = ExternalProgram.run(folder, "", 100, command);
        assertThat(outcome.exitStatus()).as(outcome.output()).isZero();
        String shown = outcome.output();
        assertThat(shown).containsPattern("TLSv1\\.3 +enabled").containsPattern("TLSv1\\.2 +enabled");
        for (String old : List.of("SSLv2", "SSLv3", "TLSv1\\.0", "TLSv1\\.1")) {
            assertThat(shown).containsPattern(old + " +disabled").doesNotContainPattern(old + " +enabled");
        }
        assertThat(shown)
                .doesNotContain(" RC4", " DES", "3DES", " NULL-", " EXP-", " ADH", " AECDH", "-CBC", "-SHA ")
                .doesNotContainPattern("(?<!not )vulnerable to heartbleed")
                .doesNotContainPattern("Insecure session renegotiation supported")
                .doesNotContain("Compression enabled");
        assertThat(shown.lines().filter(line -> line.startsWith("Preferred") || line.startsWith("Accepted")))
                .isNotEmpty()
                .allMatch(line -> line.contains("GCM") || line.contains("CHACHA20") || line.contains("POLY1305"));
    }

    /** The protocols, the certificate and the vulnerabilities that ask little of the machine. */
    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void testsslFindsNothingInTheProtocolsAndTheCertificate() throws Exception {
        Map<String, String> findings = testssl(100, "smtp", "-t", "smtp", "--protocols", "--server-defaults");
        assertThat(findings).containsKeys("TLS1_2", "TLS1_3", "cert_trust", "cert_chain_of_trust");
        assertNothingAboveLow(findings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "submissions", "pop3"})
    @Tag("soak")
    @Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD)
    void testsslFindsNothing(String listener) throws Exception {
        Map<String, String> findings =
                listener.equals("submissions") ? testssl(840, listener) : testssl(840, listener, "-t", listener);
        assertThat(findings).containsKeys("TLS1_3", "heartbleed", "ROBOT", "secure_renego", "LUCKY13");
        assertNothingAboveLow(findings);
    }

    private static void assertNothingAboveLow(Map<String, String> findings) {
        Map<String, String> bad = new LinkedHashMap<>(findings);
        bad.keySet().removeAll(ABOUT_REVOCATION);
        bad.values().removeIf(finding -> !finding.matches("(?s)(MEDIUM|HIGH|CRITICAL|FATAL): .*"));
        assertThat(bad).isEmpty();
    }

    /** @return by their ids, each as its severity and what was found */
    private Map<String, String> testssl(int seconds, String listener, String... options) throws Exception {
        Path report = folder.resolve("report.json");
        List<String> command = new ArrayList<>(List.of(
                "testssl",
                "--quiet",
                "--color",
                "0",
                "--warnings",
                "off",
                "--nodns",
                "none",
                "--add-ca",
                server.caFile(),
                "--jsonfile",
                report.toString()));
        command.addAll(List.of(options));
        command.add(address(listener));
        var outcome = ExternalProgram.run(folder, "", seconds, command);
        assertThat(outcome.exitStatus()).as(outcome.output()).isNotNegative();
        assertThat(report).as(outcome.output()).exists();
        return findings(report);
    }

    private static Map<String, String> findings(Path report) throws IOException {
        Map<String, String> findings = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(report.toFile())) {
            Map<String, String> finding = new LinkedHashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    finding.put(json.currentName(), json.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    findings.put(
                            finding.getOrDefault("id", ""), finding.get("severity") + ": " + finding.get("finding"));
                    finding.clear();
                }
            }
        }
        return findings;
    }
}
