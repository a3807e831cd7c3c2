package labwire.smtp.pop3;

import java.time.Duration;
import java.util.Locale;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.TlsFacts;
import labwire.smtp.trace.Transcript;
import labwire.smtp.trace.Transcripts;

/** Tells the transcript what is said in a session, without its secrets, and the observer when it begins and ends. */
final class Pop3Trace {

    private static final String PROTOCOL = "pop3";

    private final SessionOrigin origin;
    private final Transcripts transcripts;
    private final MailObserver observer;

    private Transcript transcript = Transcript.NONE;
    private String reason = "the client closed the connection";
    private long beganNanos;
    private long sentOctets;
    private boolean open;

    Pop3Trace(SessionOrigin origin, Transcripts transcripts, MailObserver observer) {
        this.origin = origin;
        this.transcripts = transcripts;
        this.observer = observer;
    }

    String sessionId() {
        return origin.sessionId();
    }

    void begin(long nowNanos) {
        transcript = transcripts.begin(sessionId(), PROTOCOL, origin.clientAddress(), origin.serverPort());
        observer.event(new MailEvent.SessionOpened(sessionId(), PROTOCOL, origin.clientAddress(), origin.serverPort()));
        beganNanos = nowNanos;
        open = true;
    }

    void command(SmtpLine line) {
        tellSent();
        if (transcript != Transcript.NONE) {
            transcript.client(Pop3Command.shown(line));
        }
    }

    /** A line of a SASL exchange. */
    void response(SmtpLine line) {
        transcript.client(line instanceof SmtpLine.Text text && text.text().equals("*") ? "*" : "***");
    }

    void reply(String line) {
        tellSent();
        transcript.server(line);
    }

    /** Octets of a listing or a message, which a transcript does not repeat. */
    void sent(int octets) {
        sentOctets += octets;
    }

    private void tellSent() {
        if (sentOctets > 0) {
            transcript.note(String.format(Locale.ROOT, "%,d octets sent", sentOctets));
            sentOctets = 0;
        }
    }

    void secured(TlsFacts tls) {
        transcript.note(tls.description()
                + tls.serverName().map(name -> ", server name " + name).orElse(", no server name"));
        observer.event(new MailEvent.Secured(sessionId(), tls.version(), tls.cipherSuite()));
    }

    void note(String fact) {
        transcript.note(fact);
    }

    void endBecause(String why) {
        reason = why;
    }

    void end(long nowNanos) {
        if (open) {
            open = false;
            tellSent();
            transcript.end(reason);
            observer.event(new MailEvent.SessionClosed(
                    sessionId(), PROTOCOL, reason, Duration.ofNanos(nowNanos - beganNanos)));
        }
    }
}
