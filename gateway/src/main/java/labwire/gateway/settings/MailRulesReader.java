package labwire.gateway.settings;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.topology.Problems;
import labwire.netlab.topology.YamlValue;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultSyntaxException;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Decision;
import labwire.smtp.policy.GreylistSettings;
import labwire.smtp.policy.Rate;
import labwire.smtp.policy.RateLimits;
import labwire.smtp.policy.RecipientRules;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.reply.SmtpReply;

/** Reads the rules that mail is taken by: rates, recipients, greylisting, proxies, faults. */
final class MailRulesReader {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(\\d{1,9}(?:ms|s|m|h|d))");
    private static final Pattern REPLY = Pattern.compile("([45]\\d\\d) ([45]\\.\\d{1,3}\\.\\d{1,3}) ([\\x20-\\x7e]+)");

    private MailRulesReader() {}

    static RateLimits rates(SettingsMap top) {
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

    static List<RecipientRules.Rule> recipientRules(SettingsMap top, Problems problems) {
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

    static Optional<GreylistSettings> greylisting(SettingsMap top) {
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

    static ProxyPeers proxies(SettingsMap top) {
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

    static List<FaultRule> faults(SettingsMap top) {
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
}
