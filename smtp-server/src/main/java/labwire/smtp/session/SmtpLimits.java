package labwire.smtp.session;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a server lets its clients use of it; the sizes are at least those of <a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1">RFC 5321 section 4.5.3.1</a> by default.
 *
 * @param maxLineOctets of a command line but AUTH, CRLF included; longer: 500
 * @param maxMessageBytes of a message as sent, dots unstuffed; larger: 552
 * @param maxDiscardedBytes of a refused message to read on for its end; beyond: 421
 * @param maxRecipients of a message; more: 452
 * @param maxRecipientDomains different ones of a session; more: 452. {@link #UNLIMITED} is not told to clients
 * @param maxMessages MAIL commands of a session, those that failed too; more: 452. {@link #UNLIMITED} is not told to
 *     clients
 * @param maxErrors that a session may make (5yz replies) between two accepted messages; more: 421
 * @param maxAuthFailures of a session; the last of them: 421
 * @param maxSessions at one time; more: 421
 * @param maxHold how far ahead a submitted message may be released (FUTURERELEASE); more: 501. Zero: not offered
 * @param timeouts how long to wait for what
 */
public record SmtpLimits(
        int maxLineOctets,
        long maxMessageBytes,
        long maxDiscardedBytes,
        int maxRecipients,
        int maxRecipientDomains,
        int maxMessages,
        int maxErrors,
        int maxAuthFailures,
        int maxSessions,
        Duration maxHold,
        SmtpTimeouts timeouts) {

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public static final SmtpLimits DEFAULTS = new SmtpLimits(
            2_048,
            32L * 1024 * 1024,
            1024L * 1024 * 1024,
            100,
            UNLIMITED,
            UNLIMITED,
            10,
            5,
            1_000,
            Duration.ofDays(30),
            SmtpTimeouts.DEFAULTS);

    public SmtpLimits {
        atLeast("maxLineOctets", maxLineOctets, 512);
        atLeast("maxMessageBytes", maxMessageBytes, 1);
        atLeast("maxDiscardedBytes", maxDiscardedBytes, 0);
        atLeast("maxRecipients", maxRecipients, 1);
        atLeast("maxRecipientDomains", maxRecipientDomains, 1);
        atLeast("maxMessages", maxMessages, 1);
        atLeast("maxErrors", maxErrors, 0);
        atLeast("maxAuthFailures", maxAuthFailures, 1);
        atLeast("maxSessions", maxSessions, 1);
        atLeast("maxHold in seconds", maxHold.toSeconds(), 0);
    }

    private static void atLeast(String name, long found, long least) {
        if (found < least) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: " + least + " or more)");
        }
    }

    public SmtpLimits withMaxLineOctets(int octets) {
        return changed(draft -> draft.maxLineOctets = octets);
    }

    public SmtpLimits withMaxMessageBytes(long bytes) {
        return changed(draft -> draft.maxMessageBytes = bytes);
    }

    public SmtpLimits withMaxDiscardedBytes(long bytes) {
        return changed(draft -> draft.maxDiscardedBytes = bytes);
    }

    public SmtpLimits withMaxRecipients(int recipients) {
        return changed(draft -> draft.maxRecipients = recipients);
    }

    public SmtpLimits withMaxRecipientDomains(int domains) {
        return changed(draft -> draft.maxRecipientDomains = domains);
    }

    public SmtpLimits withMaxMessages(int messages) {
        return changed(draft -> draft.maxMessages = messages);
    }

    public SmtpLimits withMaxErrors(int errors) {
        return changed(draft -> draft.maxErrors = errors);
    }

    public SmtpLimits withMaxAuthFailures(int failures) {
        return changed(draft -> draft.maxAuthFailures = failures);
    }

    public SmtpLimits withMaxSessions(int sessions) {
        return changed(draft -> draft.maxSessions = sessions);
    }

    public SmtpLimits withMaxHold(Duration ahead) {
        return changed(draft -> draft.maxHold = ahead);
    }

    public SmtpLimits withTimeouts(SmtpTimeouts other) {
        return changed(draft -> draft.timeouts = other);
    }

    private SmtpLimits changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finish();
    }

    /** A record's values while one of them changes. */
    private static final class Draft {
        private int maxLineOctets;
        private long maxMessageBytes;
        private long maxDiscardedBytes;
        private int maxRecipients;
        private int maxRecipientDomains;
        private int maxMessages;
        private int maxErrors;
        private int maxAuthFailures;
        private int maxSessions;
        private Duration maxHold;
        private SmtpTimeouts timeouts;

        Draft(SmtpLimits from) {
            maxLineOctets = from.maxLineOctets;
            maxMessageBytes = from.maxMessageBytes;
            maxDiscardedBytes = from.maxDiscardedBytes;
            maxRecipients = from.maxRecipients;
            maxRecipientDomains = from.maxRecipientDomains;
            maxMessages = from.maxMessages;
            maxErrors = from.maxErrors;
            maxAuthFailures = from.maxAuthFailures;
            maxSessions = from.maxSessions;
            maxHold = from.maxHold;
            timeouts = from.timeouts;
        }

        SmtpLimits finish() {
            return new SmtpLimits(
                    maxLineOctets,
                    maxMessageBytes,
                    maxDiscardedBytes,
                    maxRecipients,
                    maxRecipientDomains,
                    maxMessages,
                    maxErrors,
                    maxAuthFailures,
                    maxSessions,
                    maxHold,
                    timeouts);
        }
    }
}
