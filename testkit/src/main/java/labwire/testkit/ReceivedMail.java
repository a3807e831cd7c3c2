package labwire.testkit;

import java.util.List;
import labwire.smtp.message.MessageView;
import labwire.smtp.store.MailSummary;

/** A message that a mail server has taken, for assertions. */
public final class ReceivedMail {
    private final MailSummary summary;
    private final byte[] octets;
    private final MessageView view;

    ReceivedMail(MailSummary summary, byte[] octets) {
        this.summary = summary;
        this.octets = octets;
        this.view = MessageView.of(octets);
    }

    public String id() {
        return summary.id();
    }

    /** Envelope, client, TLS, user, session. */
    public MailSummary summary() {
        return summary;
    }

    /** The envelope's sender; empty for a bounce. */
    public String from() {
        return summary.envelope().senderText();
    }

    /** The envelope's recipients. */
    public List<String> to() {
        return summary.envelope().addresses().stream().map(Object::toString).toList();
    }

    public String subject() {
        return summary.subject();
    }

    /** The value of the first header field of this name, decoded; empty if there is none. */
    public String header(String name) {
        return view.header(name);
    }

    /** Of the plain-text parts, else of the HTML ones as they are. */
    public String text() {
        return view.text();
    }

    public String html() {
        return view.html();
    }

    /** The web addresses in it. */
    public List<String> links() {
        return view.links();
    }

    /** What looks like a one-time code, the likeliest first. */
    public List<String> codes() {
        return view.codes();
    }

    /** All leaf parts, in order. */
    public List<MessageView.Part> parts() {
        return view.parts();
    }

    /**
     * A part's octets, decoded.
     *
     * @param number from 1 on
     * @throws AssertionError if there is no such part
     */
    public byte[] part(int number) {
        return MessageView.part(octets, number)
                .orElseThrow(() -> new AssertionError("part " + number + " (expected: 1 to " + parts().size() + ")"));
    }

    /** As it was received, with the server's trace header. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return id() + " from <" + from() + "> to " + to() + ": " + subject();
    }
}
