package labwire.smtp.hook;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;

/** Asks hooks as sessions do, on an event loop whose time stands still until it is told to pass. */
public final class Asked {

    private final Hook hook;
    private final EmbeddedChannel channel = new EmbeddedChannel();

    public Asked(Hook hook) {
        this.hook = hook;
        channel.freezeTime();
    }

    public EventExecutor executor() {
        return channel.eventLoop();
    }

    public void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    public Future<Decision> ask(Inquiry inquiry) {
        return hook.decide(inquiry, channel.eventLoop());
    }

    /** The decision that is there at once. */
    public Decision now(Inquiry inquiry) {
        return ask(inquiry).getNow();
    }

    public static SessionFacts session(String client, String sender, Optional<String> user) {
        return new SessionFacts(
                "s1",
                client,
                25,
                "client.example",
                Optional.empty(),
                user,
                Optional.of(sender).filter(text -> !text.isEmpty()).map(MailAddress::of));
    }

    public static Inquiry connect(String session, String client) {
        return new Inquiry.Connect(
                new SessionFacts(session, client, 25, "", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public static Inquiry mail(String client, String sender) {
        return new Inquiry.Mail(session(client, sender, Optional.empty()), SenderOptions.NONE);
    }

    public static Inquiry rcpt(String client, String sender, String recipient) {
        return new Inquiry.Rcpt(session(client, sender, Optional.empty()), Recipient.of(recipient), 0);
    }

    public static Inquiry rcpt(String recipient) {
        return rcpt("192.0.2.1", "alice@example.com", recipient);
    }

    public static Inquiry message(String sender) {
        return new Inquiry.Message(session("192.0.2.1", sender, Optional.empty()), 1, 1_000);
    }

    /** The code of a refusal, or 0. */
    public static int code(Decision decision) {
        return decision instanceof Decision.Refuse refused ? refused.reply().code() : 0;
    }
}
