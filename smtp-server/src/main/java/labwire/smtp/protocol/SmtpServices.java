package labwire.smtp.protocol;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import labwire.smtp.auth.Sasl;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Manner;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.session.SessionIds;
import labwire.smtp.trace.Transcripts;

/**
 * Whom the sessions of a server turn to; safe for any thread, all of them.
 *
 * @param tls makes a server's engine for a TLS connection, with the certificate that the manner asks for
 * @param tasks runs long steps, of TLS handshakes and SASL mechanisms; {@code Runnable::run} keeps them on the event
 *     loop, as virtual time wants
 * @param clock for dates
 */
public record SmtpServices(
        Function<Manner, SSLEngine> tls,
        Executor tasks,
        InstantSource clock,
        SessionIds ids,
        Hook hook,
        Sasl sasl,
        Transcripts transcripts,
        MailObserver observer) {

    /** Without hooks, users, transcripts and observers. */
    public static SmtpServices of(
            Function<Manner, SSLEngine> tls, Executor tasks, InstantSource clock, SessionIds ids) {
        return new SmtpServices(tls, tasks, clock, ids, Hook.NONE, Sasl.NONE, Transcripts.NONE, MailObserver.NONE);
    }

    public SmtpServices withHook(Hook other) {
        return new SmtpServices(tls, tasks, clock, ids, other, sasl, transcripts, observer);
    }

    public SmtpServices withSasl(Sasl other) {
        return new SmtpServices(tls, tasks, clock, ids, hook, other, transcripts, observer);
    }

    public SmtpServices withTranscripts(Transcripts other) {
        return new SmtpServices(tls, tasks, clock, ids, hook, sasl, other, observer);
    }

    public SmtpServices withObserver(MailObserver other) {
        return new SmtpServices(tls, tasks, clock, ids, hook, sasl, transcripts, other);
    }
}
