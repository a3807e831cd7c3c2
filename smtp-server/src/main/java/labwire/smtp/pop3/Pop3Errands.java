package labwire.smtp.pop3;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session has others do, in their own time. Brings what comes of it back to the session's event loop. */
final class Pop3Errands {

    private static final Logger LOG = LoggerFactory.getLogger(Pop3Errands.class);

    private final Pop3Session session;
    private final String sessionId;
    private final Hook hook;
    private final MaildropAccess maildrop;
    private final Pop3Tls tls;
    private final EventExecutor loop;

    Pop3Errands(
            Pop3Session session,
            String sessionId,
            Hook hook,
            MaildropAccess maildrop,
            Pop3Tls tls,
            EventExecutor loop) {
        this.session = session;
        this.sessionId = sessionId;
        this.hook = hook;
        this.maildrop = maildrop;
        this.tls = tls;
        this.loop = loop;
    }

    /** @param outcome hears, later and on the event loop, of the step to take if the session still waits for it */
    void run(Pop3Step.Errand errand, Consumer<Supplier<Pop3Step>> outcome) {
        if (errand instanceof Pop3Step.Ask ask) {
            follow(hook.decide(ask.inquiry(), loop), this::decided, outcome);
        } else if (errand instanceof Pop3Step.Check check) {
            follow(
                    maildrop.check(check.work()),
                    done -> done.isSuccess() ? session.checked(done.getNow()) : session.unable(),
                    outcome);
        } else if (errand instanceof Pop3Step.Open open) {
            open(open.mailbox(), outcome);
        } else if (errand instanceof Pop3Step.Delete delete) {
            follow(
                    maildrop.delete(delete),
                    done -> done.isSuccess() ? session.deleted() : session.notDeleted(),
                    outcome);
        }
    }

    private Pop3Step decided(Future<Decision> decision) {
        if (!decision.isSuccess()) {
            return session.undecided();
        }
        if (decision.getNow() instanceof Decision.Accept accept) {
            tls.behave(accept.manner());
        }
        return session.decided(decision.getNow());
    }

    private void open(String mailbox, Consumer<Supplier<Pop3Step>> outcome) {
        if (!maildrop.lock(mailbox)) {
            loop.execute(() -> outcome.accept(() -> session.notOpened(true)));
            return;
        }
        follow(
                maildrop.list(mailbox),
                done -> {
                    if (done.isSuccess()) {
                        return session.opened(done.getNow());
                    }
                    maildrop.unlock();
                    return session.notOpened(false);
                },
                outcome);
    }

    private <T> void follow(Future<T> work, Function<Future<T>, Pop3Step> step, Consumer<Supplier<Pop3Step>> outcome) {
        // Always as a task of its own: what an executor did at once must not run within the step that asked for it.
        work.addListener((Future<T> done) -> loop.execute(() -> {
            if (!done.isSuccess()) {
                LOG.warn("POP3 session {}: {}", sessionId, done.cause().toString());
            }
            outcome.accept(() -> step.apply(done));
        }));
    }
}
