package labwire.smtp.protocol;

import java.time.Duration;
import java.util.Locale;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.TlsFacts;
import labwire.smtp.trace.Transcript;

/** Tells the transcript what is said in a session, without its secrets, and the observer when it begins and ends. */
final class SessionTrace {

    private static final String SECRET = "***";
    private static final String AUTH = "AUTH ";

    private final Transcript transcript;
    private final MailObserver observer;
    private final SessionOrigin origin;
    private final String protocol;
    private final long beganNanos;
    private long textOctets;

    SessionTrace(Transcript transcript, MailObserver observer, SessionOrigin origin, String protocol, long beganNanos) {
        this.transcript = transcript;
        this.observer = observer;
        this.origin = origin;
        this.protocol = protocol;
        this.beganNanos = beganNanos;
        observer.event(
                new MailEvent.SessionOpened(origin.sessionId(), protocol, origin.clientAddress(), origin.serverPort()));
    }

    void command(SmtpLine line) {
        if (transcript != Transcript.NONE) {
            transcript.client(line instanceof SmtpLine.Text said ? masked(said.text()) : describe(line));
        }
    }

    /** A line of a SASL exchange. */
    void response() {
        transcript.client(SECRET);
    }

    /** An initial response may be a password, whatever else is wrong with the line. */
    private static String masked(String line) {
        if (!line.regionMatches(true, 0, AUTH, 0, AUTH.length())) {
            return line;
        }
        int secret = line.indexOf(' ', AUTH.length());
        return secret < 0 ? line : line.substring(0, secret + 1) + SECRET;
    }

    private static String describe(SmtpLine line) {
        return line instanceof SmtpLine.Defective bad
                ? "(a line with a " + bad.defect().description() + ")"
                : "(a line that is too long)";
    }

    void reply(SmtpReply reply) {
        if (transcript != Transcript.NONE) {
            tellText();
            reply.text().lines().forEach(transcript::server);
        }
    }

    void text(int octets) {
        textOctets += octets;
    }

    private void tellText() {
        if (textOctets > 0) {
            transcript.note(String.format(Locale.ROOT, "%,d octets of message text", textOctets));
            textOctets = 0;
        }
    }

    void secured(TlsFacts tls) {
        if (transcript != Transcript.NONE) {
            transcript.note(tls.description()
                    + tls.serverName().map(name -> ", server name " + name).orElse(", no server name"));
        }
    }

    void note(String fact) {
        transcript.note(fact);
    }

    void end(String reason, long nowNanos) {
        tellText();
        transcript.end(reason);
        observer.event(new MailEvent.SessionClosed(
                origin.sessionId(), protocol, reason, Duration.ofNanos(nowNanos - beganNanos)));
    }
}
