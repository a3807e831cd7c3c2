package labwire.gateway.settings;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import labwire.netlab.topology.Problems;
import labwire.netlab.topology.YamlValue;
import labwire.smtp.MailSettings;
import labwire.smtp.Policy;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.UserTable;
import labwire.smtp.auth.UsersFile;
import labwire.smtp.auth.UsersFileException;
import labwire.smtp.route.CaptureSettings;
import labwire.smtp.route.DomainSettings;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailboxQuota;
import labwire.smtp.store.StoreLimits;

/** Turns the values of a settings file into settings; what is wrong goes to the problems, and reading goes on. */
final class MailSettingsReader {

    private final Problems problems;
    private final Path file;

    MailSettingsReader(Problems problems, Path file) {
        this.problems = problems;
        this.file = file;
    }

    MailSettings read(YamlValue root) {
        SettingsMap top = SettingsMap.of(
                "mail settings",
                root,
                problems,
                "policy",
                "users",
                "inbox-per-user",
                "fold-tags",
                "domains",
                "aliases",
                "catch-all",
                "postmaster",
                "require-tls",
                "plaintext-auth",
                "mechanisms",
                "apop",
                "limits",
                "quota",
                "rates",
                "recipients",
                "greylisting",
                "blocklists",
                "proxies",
                "relay",
                "faults");
        MailSettings defaults = MailSettings.DEFAULTS;
        boolean[] tls = {defaults.requireTls()};
        boolean[] plaintext = {defaults.plaintextAuth()};
        boolean[] apop = {defaults.apop()};
        top.flag("apop", on -> apop[0] = on);
        top.flag("require-tls", on -> tls[0] = on);
        top.flag("plaintext-auth", on -> plaintext[0] = on);
        return new MailSettings(
                policy(top),
                users(top),
                tls[0],
                plaintext[0],
                mechanisms(top),
                apop[0],
                limits(top),
                defaults.pop3Limits(),
                storeLimits(top),
                quota(top),
                MailRulesReader.rates(top),
                MailRulesReader.recipientRules(top, problems),
                MailRulesReader.greylisting(top),
                top.texts("blocklists"),
                defaults.queueLimits(),
                top.child("relay", RelaySettingsReader.KEYS)
                        .map(new RelaySettingsReader(file)::read)
                        .orElse(defaults.relay()),
                MailRulesReader.proxies(top),
                MailRulesReader.faults(top),
                defaults.transcripts());
    }

    private Policy policy(SettingsMap top) {
        String policy = top.text("policy").orElse("capture");
        if (policy.equals("domains")) {
            List<Policy> made = new ArrayList<>();
            top.attempt("domains", () -> made.add(new Policy.Domains(domains(top))));
            refuse(top, "is for the policy capture", "inbox-per-user", "fold-tags");
            return made.isEmpty() ? MailSettings.DEFAULTS.policy() : made.get(0);
        }
        if (!policy.equals("capture")) {
            top.problem("policy", policy, "capture or domains");
        }
        refuse(top, "is for the policy domains", "domains", "aliases", "catch-all", "postmaster");
        boolean[] oneInbox = {false};
        boolean[] fold = {false};
        top.flag("inbox-per-user", on -> oneInbox[0] = on);
        top.flag("fold-tags", on -> fold[0] = on);
        return new Policy.Capture(new CaptureSettings(oneInbox[0], fold[0]));
    }

    private static void refuse(SettingsMap top, String why, String... keys) {
        for (String key : keys) {
            if (top.has(key)) {
                top.problem(key, "set, and " + why, "the other policy, or no such key");
            }
        }
    }

    private static DomainSettings domains(SettingsMap top) {
        Map<String, String> catchAlls = new LinkedHashMap<>();
        top.lists("catch-all").forEach((domain, targets) -> catchAlls.put(domain, String.join(", ", targets)));
        return new DomainSettings(
                top.texts("domains"), List.of(), top.lists("aliases"), catchAlls, top.text("postmaster"));
    }

    /** The file is found beside the settings. */
    private Optional<UserTable> users(SettingsMap top) {
        List<UserTable> read = new ArrayList<>();
        top.text("users").ifPresent(name -> top.attempt("users", () -> read.add(readUsers(name))));
        return read.stream().findFirst();
    }

    private UserTable readUsers(String name) {
        try {
            return UsersFile.read(file.resolveSibling(name));
        } catch (UsersFileException e) {
            throw new IllegalArgumentException("users: " + e.getMessage() + " (expected: a users file)", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "users: " + name + ", which does not exist (expected: a users file beside this one)", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "users: " + name + ": " + e.getMessage() + " (expected: a users file that can be read)", e);
        }
    }

    private static Set<Mechanism> mechanisms(SettingsMap top) {
        EnumSet<Mechanism> chosen = EnumSet.noneOf(Mechanism.class);
        for (String text : top.texts("mechanisms")) {
            Mechanism.named(text)
                    .ifPresentOrElse(
                            chosen::add,
                            () -> top.problem(
                                    "mechanisms",
                                    text,
                                    Arrays.stream(Mechanism.values())
                                            .map(Mechanism::text)
                                            .collect(Collectors.joining(", "))));
        }
        return chosen.isEmpty() ? Mechanism.usual() : chosen;
    }

    private static SmtpLimits limits(SettingsMap top) {
        SmtpLimits[] limits = {SmtpLimits.DEFAULTS};
        limitsOf(top).ifPresent(map -> {
            map.size("message", bytes -> limits[0] = limits[0].withMaxMessageBytes(bytes));
            map.count("line", octets -> limits[0] = limits[0].withMaxLineOctets(octets));
            map.count("recipients", count -> limits[0] = limits[0].withMaxRecipients(count));
            map.count("errors", count -> limits[0] = limits[0].withMaxErrors(count));
            map.count("sessions", count -> limits[0] = limits[0].withMaxSessions(count));
        });
        return limits[0];
    }

    private static StoreLimits storeLimits(SettingsMap top) {
        StoreLimits[] limits = {StoreLimits.DEFAULTS};
        limitsOf(top).ifPresent(map -> {
            map.count("kept", count -> limits[0] = limits[0].withMaxMessages(count));
            map.count("mailboxes", count -> limits[0] = limits[0].withMaxMailboxes(count));
        });
        return limits[0];
    }

    private static Optional<SettingsMap> limitsOf(SettingsMap top) {
        return top.child("limits", "message", "line", "recipients", "errors", "sessions", "kept", "mailboxes");
    }

    private static MailboxQuota quota(SettingsMap top) {
        MailboxQuota[] quota = {MailboxQuota.UNLIMITED};
        top.child("quota", "size", "messages").ifPresent(map -> {
            map.size("size", bytes -> quota[0] = MailboxQuota.of(bytes, quota[0].maxMessages()));
            map.count("messages", count -> quota[0] = MailboxQuota.of(quota[0].maxBytes(), count));
        });
        return quota[0];
    }
}
