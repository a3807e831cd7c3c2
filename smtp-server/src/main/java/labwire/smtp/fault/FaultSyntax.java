package labwire.smtp.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Manner;
import labwire.smtp.hook.Stage;
import labwire.smtp.reply.SmtpReply;
import labwire.tls.CertificateDefect;
import org.jspecify.annotations.Nullable;

/** The grammar of {@link FaultRule#parse}. */
final class FaultSyntax {

    private static final int MAX_LENGTH = 500;
    private static final List<String> SETTINGS = List.of(
            "stage",
            "address",
            "client",
            "port",
            "nth",
            "every",
            "first",
            "after",
            "reply",
            "delay",
            "drop",
            "discard",
            "drip",
            "certificate");
    private static final Pattern REPLY =
            Pattern.compile("([245]\\d\\d)(?: ([245]\\.\\d{1,3}\\.\\d{1,3}))?(?: ([\\x20-\\x7e]+))?");

    private final String text;
    private @Nullable Stage stage;
    private AddressPattern address = AddressPattern.ANY;
    private AddressPattern client = AddressPattern.ANY;
    private OptionalInt port = OptionalInt.empty();
    private Occurrence occurrence = Occurrence.ALWAYS;
    private Duration delay = Duration.ZERO;
    private @Nullable Decision decision;
    private OptionalInt drip = OptionalInt.empty();
    private Optional<CertificateDefect> certificate = Optional.empty();

    private FaultSyntax(String text) {
        this.text = text;
    }

    static FaultRule parse(String text) throws FaultSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new FaultSyntaxException(
                    "a rule of " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        return new FaultSyntax(text).rule();
    }

    private FaultRule rule() throws FaultSyntaxException {
        TreeSet<String> seen = new TreeSet<>();
        for (String setting : settings()) {
            int equals = setting.indexOf('=');
            String name = equals < 0 ? setting : setting.substring(0, equals);
            boolean alone = name.equals("drop") || name.equals("discard");
            if (!SETTINGS.contains(name) || alone != (equals < 0) || !seen.add(name)) {
                throw problem("'" + setting + "'", "settings, each once: stage=rcpt, and of " + SETTINGS);
            }
            set(name, setting.substring(equals + 1));
        }
        if (stage == null) {
            throw problem("no stage", "one of " + stages() + ", such as stage=rcpt");
        }
        boolean mannered = drip.isPresent() || certificate.isPresent();
        if (mannered && decision == null) {
            decision = new Decision.Accept(new Manner(drip, certificate));
        } else if (mannered) {
            throw problem("both an end and a manner", "drip and certificate without reply, drop and discard");
        }
        if (decision == null && delay.isZero()) {
            throw problem("nothing to do", "reply, delay, drop, discard, drip or certificate");
        }
        Fault fault = new Fault(delay, decision == null ? Decision.ACCEPT : decision);
        return new FaultRule(stage, address, client, port, occurrence, fault, text);
    }

    /** A reply's text may hold commas: what begins with no setting's name belongs to what was before it. */
    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (String piece : text.split(",", -1)) {
            int last = settings.size() - 1;
            boolean begins = SETTINGS.contains(piece.split("=", 2)[0]);
            if (!begins && last >= 0 && settings.get(last).startsWith("reply=")) {
                settings.set(last, settings.get(last) + "," + piece);
            } else {
                settings.add(piece);
            }
        }
        return settings;
    }

    private void set(String name, String value) throws FaultSyntaxException {
        switch (name) {
            case "stage" -> stage = oneOf(name, value, Stage.values());
            case "address" -> address = pattern(name, value);
            case "client" -> client = pattern(name, value);
            case "port" -> port = OptionalInt.of((int) number(name, value));
            case "nth" -> occur(Occurrence.Pattern.NTH, name, value);
            case "every" -> occur(Occurrence.Pattern.EVERY, name, value);
            case "first" -> occur(Occurrence.Pattern.FIRST, name, value);
            case "after" -> occur(Occurrence.Pattern.AFTER, name, value);
            case "reply" -> decide(new Decision.Refuse(reply(value)));
            case "drop" -> decide(Decision.DROP);
            case "discard" -> decide(Decision.DISCARD);
            case "delay" -> delay = duration(name, value);
            case "drip" -> drip = OptionalInt.of((int) number(name, value));
            case "certificate" -> certificate = Optional.of(oneOf(name, value, CertificateDefect.values()));
            default -> throw new IllegalStateException(name);
        }
    }

    private void decide(Decision found) throws FaultSyntaxException {
        if (decision != null) {
            throw problem("two ends", "one of reply, drop and discard");
        }
        decision = found;
    }

    private void occur(Occurrence.Pattern pattern, String name, String value) throws FaultSyntaxException {
        if (!occurrence.equals(Occurrence.ALWAYS)) {
            throw problem(name + "=" + value, "one of nth, every, first and after");
        }
        occurrence = new Occurrence(pattern, number(name, value));
    }

    private SmtpReply reply(String value) throws FaultSyntaxException {
        Matcher matcher = REPLY.matcher(value);
        if (!matcher.matches() || value.charAt(0) == '2') {
            throw problem("reply=" + value, "a code from 400 to 599, such as reply=451 4.3.0 Try later");
        }
        String said = matcher.group(3) == null ? "As a fault rule has it" : matcher.group(3);
        int code = Integer.parseInt(matcher.group(1));
        return matcher.group(2) == null ? SmtpReply.bare(code, said) : SmtpReply.of(code, matcher.group(2), said);
    }

    private Duration duration(String name, String value) throws FaultSyntaxException {
        long millis = value.endsWith("ms")
                ? number(name, value.substring(0, value.length() - 2))
                : value.endsWith("s") ? 1_000 * number(name, value.substring(0, value.length() - 1)) : -1;
        if (millis < 0 || millis > Fault.LONGEST.toMillis()) {
            throw problem(name + "=" + value, "such as 250ms or 2s, at most " + Fault.LONGEST.toSeconds() + "s");
        }
        return Duration.ofMillis(millis);
    }

    private AddressPattern pattern(String name, String value) throws FaultSyntaxException {
        try {
            return new AddressPattern(value);
        } catch (IllegalArgumentException e) {
            throw problem(name + "=" + value, "a pattern such as *@example.com");
        }
    }

    private long number(String name, String digits) throws FaultSyntaxException {
        if (digits.isEmpty()
                || digits.length() > 9
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                || Long.parseLong(digits) == 0) {
            throw problem(name + "=" + digits, "a whole number from 1 on");
        }
        return Long.parseLong(digits);
    }

    private <E extends Enum<E>> E oneOf(String name, String value, E[] values) throws FaultSyntaxException {
        for (E one : values) {
            if (keyword(one).equals(value)) {
                return one;
            }
        }
        throw problem(
                name + "=" + value,
                Arrays.stream(values).map(FaultSyntax::keyword).collect(Collectors.joining(", ")));
    }

    private static List<String> stages() {
        return Arrays.stream(Stage.values()).map(FaultSyntax::keyword).toList();
    }

    private static String keyword(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private FaultSyntaxException problem(String found, String expected) {
        return new FaultSyntaxException("rule '" + text + "': " + found + " (expected: " + expected + ")");
    }
}
