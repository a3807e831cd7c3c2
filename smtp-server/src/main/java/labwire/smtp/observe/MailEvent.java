package labwire.smtp.observe;

import java.time.Duration;
import java.util.Optional;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.reply.SmtpReply;

/** Something that a log line and a counter are for. */
public sealed interface MailEvent {

    /** Which session it belongs to; that by which the message came in, for what happens to a message later. */
    String sessionId();

    /** @param protocol such as {@code smtp}, {@code lmtp} or {@code pop3} */
    record SessionOpened(String sessionId, String protocol, String clientAddress, int serverPort)
            implements MailEvent {}

    record SessionClosed(String sessionId, String protocol, String reason, Duration lasted) implements MailEvent {}

    /** @param version such as {@code TLSv1.3} */
    record Secured(String sessionId, String version, String cipherSuite) implements MailEvent {}

    record Authenticated(String sessionId, String protocol, String mechanism, String user) implements MailEvent {}

    record AuthenticationFailed(String sessionId, String protocol, String mechanism, String reason)
            implements MailEvent {}

    /** @param stage what was refused, as {@code labwire.smtp.hook.Stage} or a verb names it, in lower case */
    record Refused(String sessionId, String stage, SmtpReply reply) implements MailEvent {}

    record Accepted(String sessionId, String messageId, String sender, int recipients, long sizeBytes)
            implements MailEvent {}

    /** In its mailbox. */
    record Filed(String sessionId, String messageId, String mailbox) implements MailEvent {}

    record Queued(String sessionId, String messageId, int recipients) implements MailEvent {}

    /** A server elsewhere took it. */
    record Relayed(String sessionId, String messageId, MailAddress recipient, String host, SmtpReply reply)
            implements MailEvent {}

    /** @param again after how long it is tried again */
    record Deferred(String sessionId, String messageId, MailAddress recipient, String host, String why, Duration again)
            implements MailEvent {}

    record Failed(String sessionId, String messageId, MailAddress recipient, String why) implements MailEvent {}

    /** @param bounceId of the message that tells the sender; empty if there is nobody to tell */
    record Bounced(String sessionId, String messageId, Optional<String> bounceId) implements MailEvent {}

    /** By POP3 or by hand. */
    record Deleted(String sessionId, String mailbox, int messages) implements MailEvent {}
}
