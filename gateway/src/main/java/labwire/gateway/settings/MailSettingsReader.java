package labwire.gateway.settings;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import labwire.netlab.topology.Problems;
import labwire.netlab.topology.YamlValue;
import labwire.smtp.MailSettings;
import labwire.smtp.Policy;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.UserTable;
import labwire.smtp.auth.UsersFile;
import labwire.smtp.auth.UsersFileException;
import labwire.smtp.client.Credentials;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultSyntaxException;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Decision;
import labwire.smtp.policy.GreylistSettings;
import labwire.smtp.policy.Rate;
import labwire.smtp.policy.RateLimits;
import labwire.smtp.policy.RecipientRules;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.relay.DestinationRule;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.relay.RetrySchedule;
import labwire.smtp.relay.SmartHost;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.route.CaptureSettings;
import labwire.smtp.route.DomainSettings;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailboxQuota;
import labwire.smtp.store.StoreLimits;

/** Turns the values of a settings file into settings; what is wrong goes to the problems, and reading goes on. */
final class MailSettingsReader {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(\\d{1,9}(?:ms|s|m|h|d))");
    private static final Pattern REPLY = Pattern.compile("([45]\\d\\d) ([45]\\.\\d{1,3}\\.\\d{1,3}) ([\\x20-\\x7e]+)");
    private static final String[] SMART_HOST_KEYS = {"host", "port", "tls", "implicit-tls", "user", "password-file"};

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
                rates(top),
                recipientRules(top),
                greylisting(top),
                top.texts("blocklists"),
                defaults.queueLimits(),
                top.child("relay", "tls", "smart-host", "retry", "give-up-after", "warn-after", "destinations")
                        .map(this::relay)
                        .orElse(defaults.relay()),
                proxies(top),
                faults(top),
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

    private static RateLimits rates(SettingsMap top) {
        Optional<SettingsMap> map = top.child("rates", "sessions", "connections", "messages", "recipients");
        List<Integer> sessions = new ArrayList<>();
        map.ifPresent(rates -> rates.count("sessions", count -> {
            sessions.add(new RateLimits(Optional.of(count), Optional.empty(), Optional.empty(), Optional.empty())
                    .sessions()
                    .orElseThrow());
        }));
        return new RateLimits(
                sessions.stream().findFirst(),
                map.flatMap(rates -> rate(rates, "connections")),
                map.flatMap(rates -> rate(rates, "messages")),
                map.flatMap(rates -> rate(rates, "recipients")));
    }

    private static Optional<Rate> rate(SettingsMap rates, String key) {
        List<Rate> made = new ArrayList<>();
        rates.text(key).ifPresent(text -> {
            Matcher matcher = RATE.matcher(text);
            if (!matcher.matches()) {
                rates.problem(key, text, "a rate such as 60/1m");
                return;
            }
            Duration per = SettingsMap.duration(matcher.group(2)).orElseThrow();
            rates.attempt(key, () -> made.add(new Rate(Integer.parseInt(matcher.group(1)), per)));
        });
        return made.stream().findFirst();
    }

    private List<RecipientRules.Rule> recipientRules(SettingsMap top) {
        List<RecipientRules.Rule> rules = new ArrayList<>();
        for (YamlValue item : top.items("recipients")) {
            SettingsMap rule =
                    SettingsMap.of("recipient rule", item, problems, "address", "reply", "discard", "accept");
            rule.attempt(
                    "address",
                    () -> rules.add(new RecipientRules.Rule(
                            new AddressPattern(rule.text("address").orElse("")), decision(rule))));
        }
        return rules;
    }

    private static Decision decision(SettingsMap rule) {
        List<Decision> decisions = new ArrayList<>();
        rule.flag("discard", on -> decisions.add(on ? Decision.DISCARD : Decision.ACCEPT));
        rule.flag("accept", on -> decisions.add(Decision.ACCEPT));
        rule.text("reply").ifPresent(text -> {
            Matcher matcher = REPLY.matcher(text);
            if (matcher.matches()) {
                decisions.add(new Decision.Refuse(
                        SmtpReply.of(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3))));
            } else {
                rule.problem("reply", text, "one such as 550 5.1.6 Moved away");
                decisions.add(Decision.ACCEPT);
            }
        });
        if (decisions.size() != 1) {
            throw new IllegalArgumentException(
                    "recipient rule: " + decisions.size() + " decisions (expected: one of reply, discard and accept)");
        }
        return decisions.get(0);
    }

    private static Optional<GreylistSettings> greylisting(SettingsMap top) {
        Optional<SettingsMap> map = top.child("greylisting", "delay", "retry-within", "remember-for");
        if (map.isEmpty()) {
            return Optional.empty();
        }
        GreylistSettings defaults = GreylistSettings.DEFAULTS;
        Duration[] times = {defaults.delay(), defaults.retryWithin(), defaults.rememberFor()};
        map.get().duration("delay", time -> times[0] = time);
        map.get().duration("retry-within", time -> times[1] = time);
        map.get().duration("remember-for", time -> times[2] = time);
        List<GreylistSettings> made = new ArrayList<>();
        top.attempt(
                "greylisting",
                () -> made.add(new GreylistSettings(times[0], times[1], times[2], defaults.maxTriplets())));
        return made.stream().findFirst();
    }

    private static ProxyPeers proxies(SettingsMap top) {
        List<InetAddress> peers = new ArrayList<>();
        for (String address : top.texts("proxies")) {
            byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
            if (octets == null) {
                top.problem("proxies", address, "an IP address such as 10.0.0.1");
                continue;
            }
            try {
                peers.add(InetAddress.getByAddress(octets));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address of " + octets.length + " octets", e);
            }
        }
        return new ProxyPeers(peers);
    }

    private static List<FaultRule> faults(SettingsMap top) {
        List<FaultRule> rules = new ArrayList<>();
        for (String text : top.texts("faults")) {
            try {
                rules.add(FaultRule.parse(text));
            } catch (FaultSyntaxException e) {
                top.attempt("faults", () -> {
                    throw new IllegalArgumentException("faults: " + e.getMessage(), e);
                });
            }
        }
        return rules;
    }

    private RelaySettings relay(SettingsMap map) {
        RelaySettings[] relay = {RelaySettings.DEFAULTS};
        map.oneOf("tls", TlsPolicy.values(), policy -> relay[0] = relay[0].withTls(policy));
        map.child("smart-host", SMART_HOST_KEYS)
                .flatMap(this::smartHost)
                .ifPresent(host -> relay[0] = relay[0].withSmartHost(host));
        relay[0] = relay[0].withSchedule(schedule(map));
        SortedMap<String, DestinationRule> destinations = new TreeMap<>();
        map.children("destinations", "tls", "smart-host").forEach((domain, rule) -> {
            List<TlsPolicy> policy = new ArrayList<>();
            rule.oneOf("tls", TlsPolicy.values(), policy::add);
            destinations.put(
                    domain,
                    new DestinationRule(
                            policy.stream().findFirst(),
                            rule.child("smart-host", SMART_HOST_KEYS).flatMap(this::smartHost)));
        });
        return relay[0].withDestinations(destinations);
    }

    private static RetrySchedule schedule(SettingsMap map) {
        RetrySchedule defaults = RetrySchedule.DEFAULTS;
        List<Duration> waits = new ArrayList<>();
        for (String text : map.texts("retry")) {
            SettingsMap.duration(text)
                    .ifPresentOrElse(waits::add, () -> map.problem("retry", text, "durations such as 1m"));
        }
        Duration[] times = {defaults.giveUpAfter(), defaults.warnAfter()};
        map.duration("give-up-after", time -> times[0] = time);
        map.duration("warn-after", time -> times[1] = time);
        RetrySchedule[] made = {defaults};
        map.attempt(
                "retry",
                () -> made[0] = new RetrySchedule(waits.isEmpty() ? defaults.waits() : waits, times[0], times[1]));
        return made[0];
    }

    private Optional<SmartHost> smartHost(SettingsMap map) {
        int[] port = {RelaySettings.SMTP_PORT};
        boolean[] implicit = {false};
        TlsPolicy[] tls = {TlsPolicy.REQUIRED};
        map.count("port", number -> port[0] = number);
        map.flag("implicit-tls", on -> implicit[0] = on);
        map.oneOf("tls", TlsPolicy.values(), policy -> tls[0] = policy);
        List<SmartHost> made = new ArrayList<>();
        map.attempt(
                "host",
                () -> made.add(
                        new SmartHost(map.text("host").orElse(""), port[0], implicit[0], tls[0], credentials(map))));
        return made.stream().findFirst();
    }

    private Optional<Credentials> credentials(SettingsMap map) {
        if (map.text("user").isEmpty()) {
            return Optional.empty();
        }
        String name = map.text("password-file").orElse("");
        try {
            String password = Files.readString(file.resolveSibling(name)).strip();
            return Optional.of(new Credentials(map.text("user").get(), password));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "password-file: " + name + " (expected: a file beside this one that holds the password)", e);
        }
    }
}
