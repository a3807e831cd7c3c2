package labwire.smtp.pop3;

import java.util.Optional;
import java.util.concurrent.Executor;
import labwire.smtp.auth.Apop;
import labwire.smtp.auth.Sasl;
import labwire.smtp.hook.Hook;
import labwire.smtp.mailbox.MailboxStore;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.session.SessionIds;
import labwire.smtp.trace.Transcripts;

/**
 * What a POP3 server works with.
 *
 * @param mailboxes of which each user has the one of its name
 * @param sasl the mechanisms of AUTH; USER and PASS are offered where PLAIN is
 * @param apop if it is offered
 * @param hook asked at the connection and once a user is known; of its manners, that about certificates counts
 * @param diskWork runs what blocks on the disk; in virtual time, one that simulates it
 * @param cpuWork runs what takes milliseconds: the long steps of TLS handshakes, the iterations of SCRAM; {@code
 *     Runnable::run} keeps them on the event loop, as virtual time wants
 * @param ids those of SMTP sessions come from it too
 */
public record Pop3Services(
        MailboxStore mailboxes,
        Sasl sasl,
        Optional<Apop> apop,
        Hook hook,
        Executor diskWork,
        Executor cpuWork,
        SessionIds ids,
        Transcripts transcripts,
        MailObserver observer) {}
