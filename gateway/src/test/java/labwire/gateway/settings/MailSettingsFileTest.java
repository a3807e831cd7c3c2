package labwire.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import labwire.netlab.topology.LabException;
import labwire.netlab.topology.Problem;
import labwire.smtp.MailSettings;
import labwire.smtp.Policy;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.hook.Decision;
import labwire.smtp.policy.Rate;
import labwire.smtp.route.CaptureSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsFileTest {
    @TempDir
    Path folder;

    private MailSettings load(String... lines) throws IOException {
        Path file = folder.resolve("mail.yaml");
        Files.write(file, List.of(lines));
        return MailSettingsFile.load(file);
    }

    private List<String> problems(String... lines) {
        LabException refused = catchThrowableOfType(LabException.class, () -> load(lines));
        assertThat(refused).isNotNull();
        return refused.problems().stream()
                .map(Problem::toString)
                .map(problem -> problem.replace(folder + "/", ""))
                .toList();
    }

    private void secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        secret("mail.users", "alice:{PLAIN}wonderland\n");
        secret("relay.secret", "hush\n");

        MailSettings settings = load(
                "policy: domains",
                "users: mail.users",
                "domains: [example.test, example.org]",
                "aliases: {sales: [alice, bob@other.test]}",
                "catch-all: {example.org: alice}",
                "postmaster: alice",
                "require-tls: true",
                "plaintext-auth: yes",
                "mechanisms: [SCRAM-SHA-256-PLUS, PLAIN]",
                "limits: {message: 1MiB, line: 4096, recipients: 5, errors: 3, sessions: 7, kept: 50, mailboxes: 9}",
                "quota: {size: 2MB, messages: 4}",
                "rates: {sessions: 2, connections: 60/1m, messages: 100/1h, recipients: 5/500ms}",
                "recipients:",
                "  - {address: \"*@old.test\", reply: 550 5.1.6 Moved away}",
                "  - {address: \"trap@*\", discard: true}",
                "greylisting: {delay: 1m, retry-within: 2h, remember-for: 3d}",
                "blocklists: [bl.example.test]",
                "proxies: [10.0.0.1, \"fd00::1\"]",
                "relay:",
                "  tls: required",
                "  smart-host: {host: out.test, port: 587, tls: verified, user: me, password-file: relay.secret}",
                "  retry: [10s, 1m]",
                "  give-up-after: 1h",
                "  warn-after: 10m",
                "  destinations: {partner.test: {tls: verified}}",
                "faults: [\"stage=rcpt,reply=451 4.3.0 Later\"]");

        Policy.Domains policy = (Policy.Domains) settings.policy();
        assertThat(policy.settings().domains()).containsExactly("example.test", "example.org");
        assertThat(policy.settings().aliases()).containsEntry("sales", List.of("alice", "bob@other.test"));
        assertThat(policy.settings().catchAlls()).containsEntry("example.org", "alice");
        assertThat(policy.settings().postmaster()).contains("alice");
        assertThat(settings.users().orElseThrow().names()).containsExactly("alice");
        assertThat(settings.requireTls()).isTrue();
        assertThat(settings.plaintextAuth()).isTrue();
        assertThat(settings.mechanisms()).containsExactly(Mechanism.SCRAM_SHA_256_PLUS, Mechanism.PLAIN);
        assertThat(settings.limits().maxMessageBytes()).isEqualTo(1_048_576);
        assertThat(settings.limits().maxRecipients()).isEqualTo(5);
        assertThat(settings.limits().maxSessions()).isEqualTo(7);
        assertThat(settings.storeLimits().maxMessages()).isEqualTo(50);
        assertThat(settings.quota().maxBytes()).isEqualTo(2_000_000);
        assertThat(settings.quota().maxMessages()).isEqualTo(4);
        assertThat(settings.rates().sessions()).contains(2);
        assertThat(settings.rates().recipients()).contains(new Rate(5, Duration.ofMillis(500)));
        assertThat(settings.recipientRules()).hasSize(2);
        assertThat(settings.recipientRules().get(1).decision()).isEqualTo(Decision.DISCARD);
        assertThat(settings.greylisting().orElseThrow().delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.blocklists()).containsExactly("bl.example.test");
        assertThat(settings.proxies().addresses()).hasSize(2);
        assertThat(settings.relay().tls()).isEqualTo(TlsPolicy.REQUIRED);
        assertThat(settings.relay().smartHost().orElseThrow().credentials()).contains(new Credentials("me", "hush"));
        assertThat(settings.relay().schedule().waits()).containsExactly(Duration.ofSeconds(10), Duration.ofMinutes(1));
        assertThat(settings.relay().destinations()).containsKey("partner.test");
        assertThat(settings.faults()).hasSize(1);
    }

    @Test
    void withoutAKeyThePolicyIsCaptureAtItsPlainest() throws IOException {
        assertThat(load("policy: capture")).isEqualTo(MailSettings.DEFAULTS);
        assertThat(load("inbox-per-user: true", "fold-tags: true").policy())
                .isEqualTo(new Policy.Capture(new CaptureSettings(true, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "polici: capture | mail.yaml:1: key of mail settings: polici (expected: policy, users,",
                "policy: open | mail.yaml:1: policy: open (expected: capture or domains)",
                "domains: [x.test] | mail.yaml:1: domains: set, and is for the policy domains",
                "policy: domains | domains: none (expected: one or more, such as example.com)",
                "users: nobody.users | users: nobody.users, which does not exist (expected: a users file beside",
                "require-tls: maybe | mail.yaml:1: require-tls: maybe (expected: true or false)",
                "mechanisms: [NTLM] | mechanisms: NTLM (expected: SCRAM-SHA-256-PLUS, SCRAM-SHA-256, CRAM-MD5,",
                "limits: {message: huge} | mail.yaml:1: message: huge (expected: a size such as 512KiB or 32MiB)",
                "limits: {recipients: 0} | maxRecipients: 0 (expected: 1 or more)",
                "rates: {messages: many} | messages: many (expected: a rate such as 60/1m)",
                "rates: {messages: 0/1m} | rate: 0 per PT1M (expected: at least 1",
                "greylisting: {delay: soon} | delay: soon (expected: a duration such as 500ms",
                "greylisting: {delay: 2d} | greylisting: delay PT48H",
                "proxies: [localhost] | proxies: localhost (expected: an IP address such as 10.0.0.1)",
                "recipients: [{address: '*@x.test'}] | recipient rule: 0 decisions (expected: one of reply",
                "recipients: [{address: '*', reply: 200 OK}] | reply: 200 OK (expected: one such as 550 5.1.6",
                "relay: {tls: perhaps} | tls: perhaps (expected: none, opportunistic, required, verified)",
                "relay: {retry: [often]} | retry: often (expected: durations such as 1m)",
                "relay: {smart-host: {port: 25}} | smart host:  port 25 (expected: a name and a port",
                "faults: [lunch] | 'lunch' (expected: settings",
                "[1] | mail.yaml:1: mail settings: a list (expected: a mapping)",
            })
    void everyProblemHasItsLineAndSaysWhatWasExpected(String line, String problem) {
        assertThat(problems(line)).anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void severalProblemsAreToldAtOnce() {
        assertThat(problems("policy: open", "require-tls: maybe", "limits: {line: 7x}"))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).startsWith("mail.yaml:1:"))
                .anySatisfy(problem -> assertThat(problem).startsWith("mail.yaml:2:"))
                .anySatisfy(problem -> assertThat(problem).startsWith("mail.yaml:3:"));
    }
}
