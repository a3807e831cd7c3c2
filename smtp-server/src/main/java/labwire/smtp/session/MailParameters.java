package labwire.smtp.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.envelope.BodyType;
import labwire.smtp.envelope.DeliverBy;
import labwire.smtp.envelope.DsnReturn;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/** The parameters of MAIL, read. Whether what they ask for is offered is another question. */
final class MailParameters {

    /** RFC 1870 section 4: up to 20 digits; of which 18 always fit a long. */
    private static final int MAX_SIZE_DIGITS = 20;

    private static final int FITTING_DIGITS = 18;

    /** RFC 3461 section 4.4. */
    private static final int MAX_ENVELOPE_ID_OCTETS = 100;

    /** RFC 2852 section 4 and RFC 4865 section 5: up to 9 digits of seconds. */
    private static final int MAX_SECONDS_DIGITS = 9;

    private long declaredBytes;
    private BodyType body = BodyType.SEVEN_BIT;
    private boolean smtpUtf8;
    private boolean requireTls;
    private boolean auth;
    private @Nullable DsnReturn ret;
    private @Nullable String envelopeId;
    private @Nullable By by;
    private @Nullable Duration holdFor;
    private @Nullable Instant holdUntil;

    /** BY, seconds from now. */
    private record By(long seconds, boolean returned, boolean trace) {}

    /** Reads the parameters, or gives the reply to the first wrong one. */
    Optional<SmtpReply> read(String text) {
        return Parameters.read(text, Replies.MAIL_SYNTAX, this::take);
    }

    private Optional<SmtpReply> take(String keyword, Optional<String> value) {
        String text = value.orElse("");
        return switch (keyword) {
            case "SIZE" -> wrongUnless(size(text), Replies.SIZE_SYNTAX);
            case "BODY" -> wrongUnless(body(text), Replies.BODY_SYNTAX);
            case "SMTPUTF8" -> {
                smtpUtf8 = true;
                yield wrongUnless(value.isEmpty(), Replies.NO_VALUE);
            }
            case "REQUIRETLS" -> {
                requireTls = true;
                yield wrongUnless(value.isEmpty(), Replies.NO_VALUE);
            }
            case "RET" -> wrongUnless(ret(text), Replies.RET_SYNTAX);
            case "ENVID" -> wrongUnless(envelopeId(text), Replies.ENVID_SYNTAX);
            case "BY" -> wrongUnless(by(text), Replies.BY_SYNTAX);
            case "HOLDFOR" -> wrongUnless(holdFor(text), Replies.HOLDFOR_SYNTAX);
            case "HOLDUNTIL" -> wrongUnless(holdUntil(text), Replies.HOLDUNTIL_SYNTAX);
            case "AUTH" -> wrongUnless(auth(text), Replies.MAIL_AUTH_SYNTAX);
            default -> Optional.of(Replies.UNKNOWN_PARAMETER);
        };
    }

    private static Optional<SmtpReply> wrongUnless(boolean right, SmtpReply reply) {
        return right ? Optional.empty() : Optional.of(reply);
    }

    private boolean size(String digits) {
        if (digits.length() > MAX_SIZE_DIGITS || !isNumber(digits)) {
            return false;
        }
        declaredBytes = digits.length() > FITTING_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        return true;
    }

    private boolean body(String text) {
        for (BodyType type : BodyType.values()) {
            if (type.keyword().equalsIgnoreCase(text)) {
                body = type;
                return true;
            }
        }
        return false;
    }

    private boolean ret(String text) {
        for (DsnReturn choice : DsnReturn.values()) {
            if (choice.name().equalsIgnoreCase(text)) {
                ret = choice;
                return true;
            }
        }
        return false;
    }

    private boolean envelopeId(String xtext) {
        Optional<String> decoded = Xtext.decode(xtext);
        if (xtext.isEmpty() || xtext.length() > MAX_ENVELOPE_ID_OCTETS || decoded.isEmpty()) {
            return false;
        }
        envelopeId = decoded.get();
        return true;
    }

    /** {@code BY=120;R}, {@code BY=-30;NT}: RFC 2852 section 4. */
    private boolean by(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return false;
        }
        String seconds = text.substring(0, semicolon);
        String mode = text.substring(semicolon + 1).toUpperCase(Locale.ROOT);
        boolean signed = seconds.startsWith("-") || seconds.startsWith("+");
        String digits = signed ? seconds.substring(1) : seconds;
        if (!isSeconds(digits) || !(mode.equals("R") || mode.equals("RT") || mode.equals("N") || mode.equals("NT"))) {
            return false;
        }
        long found = Long.parseLong(digits) * (seconds.startsWith("-") ? -1 : 1);
        by = new By(found, mode.startsWith("R"), mode.endsWith("T"));
        // Section 4.1.3: what is to go back when late must not be late from the start.
        return found > 0 || !mode.startsWith("R");
    }

    private boolean holdFor(String seconds) {
        if (holdUntil != null || !isSeconds(seconds)) {
            return false;
        }
        holdFor = Duration.ofSeconds(Long.parseLong(seconds));
        return true;
    }

    private boolean holdUntil(String dateTime) {
        if (holdFor != null) {
            return false;
        }
        try {
            holdUntil = OffsetDateTime.parse(dateTime).toInstant();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** RFC 4954 section 5: read, and believed of nobody. */
    private boolean auth(String xtext) {
        auth = true;
        return xtext.equals("<>") || !xtext.isEmpty() && Xtext.decode(xtext).isPresent();
    }

    private static boolean isSeconds(String digits) {
        return digits.length() <= MAX_SECONDS_DIGITS && isNumber(digits);
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** SIZE, of <a href="https://www.rfc-editor.org/rfc/rfc1870">RFC 1870</a>; 0 if it was not told. */
    long declaredBytes() {
        return declaredBytes;
    }

    boolean smtpUtf8() {
        return smtpUtf8;
    }

    /** Whether all that is asked for is offered. */
    boolean isOffered(Offer offer) {
        return (!requireTls || offer.requireTls())
                && (!auth || offer.auth())
                && (holdFor == null && holdUntil == null || offer.futureRelease());
    }

    /** @param now the time of MAIL, which intervals count from */
    SenderOptions options(Instant now) {
        Optional<Instant> held =
                holdFor != null ? Optional.of(now.plus(holdFor)) : Optional.<Instant>ofNullable(holdUntil);
        return new SenderOptions(
                body,
                smtpUtf8,
                Optional.ofNullable(ret),
                Optional.ofNullable(envelopeId),
                requireTls,
                Optional.ofNullable(by).map(b -> new DeliverBy(now.plusSeconds(b.seconds()), b.returned(), b.trace())),
                held);
    }
}
