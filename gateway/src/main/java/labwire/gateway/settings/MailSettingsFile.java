package labwire.gateway.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import labwire.netlab.topology.Problems;
import labwire.netlab.topology.SourceLocation;
import labwire.netlab.topology.YamlReader;
import labwire.netlab.topology.YamlValue;
import labwire.smtp.MailSettings;

/**
 * Reads the settings of a mail server:
 *
 * <pre>
 * policy: capture                     # everything into mailboxes; or domains
 * users: mail.users                   # beside this file; './labwire mail user' makes its lines
 * inbox-per-user: false               # capture: what a user sends goes into the user's own inbox
 * fold-tags: false                    # capture: bob+tag@example.test has the mailbox of bob@example.test
 *
 * domains: [example.test]             # the policy domains, with aliases, catch-alls and a postmaster
 * aliases: {sales: [alice, bob@other.test]}
 * catch-all: {example.test: info}
 * postmaster: alice
 *
 * require-tls: false
 * plaintext-auth: false               # PLAIN and LOGIN without TLS
 * mechanisms: [SCRAM-SHA-256, CRAM-MD5, PLAIN, LOGIN]   # the default; SCRAM-SHA-256-PLUS if named
 * limits: {message: 32MiB, line: 2048, recipients: 100, errors: 10, sessions: 1000, kept: 100000, mailboxes: 10000}
 * quota: {size: 100MiB, messages: 1000}
 * rates: {sessions: 10, connections: 60/1m, messages: 100/1m, recipients: 1000/1h}
 * recipients:                         # the first rule that matches decides
 *   - {address: "*&#64;old.test", reply: 550 5.1.6 Moved away}
 *   - {address: "trap&#64;*", discard: true}
 * greylisting: {delay: 5m, retry-within: 24h, remember-for: 35d}
 * blocklists: [bl.example.test]
 * proxies: [10.0.0.1]                 # who must speak the PROXY protocol
 * relay:
 *   tls: opportunistic                # none, required, verified
 *   smart-host: {host: mail.example.test, port: 587, tls: required, user: me, password-file: secret}
 *   retry: [1m, 5m, 15m, 30m, 1h]
 *   give-up-after: 5d
 *   warn-after: 4h
 *   destinations: {example.com: {tls: verified}}
 * faults: ["stage=rcpt,address=slow&#64;*,delay=5s"]
 * </pre>
 */
public final class MailSettingsFile {
    /** The largest settings file, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private MailSettingsFile() {}

    /**
     * Loads a settings file and the users file that it names.
     *
     * @throws labwire.netlab.topology.LabException with every problem found, if there is any
     */
    public static MailSettings load(Path path) {
        Problems problems = new Problems();
        SourceLocation top = new SourceLocation(path.toString(), 1);
        String text = read(path, problems, top);
        problems.throwIfAny();
        YamlValue root = YamlReader.read(path.toString(), text, problems);
        MailSettings settings = new MailSettingsReader(problems, path).read(root);
        problems.throwIfAny();
        return settings;
    }

    private static String read(Path path, Problems problems, SourceLocation at) {
        try {
            if (Files.size(path) > MAX_FILE_BYTES) {
                problems.add(at, "settings", "over " + MAX_FILE_BYTES + " bytes", "a smaller file");
                return "";
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            problems.add(at, "settings", path + ", which does not exist", "an existing file");
        } catch (CharacterCodingException e) {
            problems.add(at, "settings", path + ", which is not UTF-8", "UTF-8 text");
        } catch (IOException e) {
            problems.add(at, "settings", path + ", which cannot be read: " + e.getMessage(), "a readable file");
        }
        return "";
    }
}
