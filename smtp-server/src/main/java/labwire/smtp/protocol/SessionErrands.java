package labwire.smtp.protocol;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.Manner;
import labwire.smtp.session.SmtpSession;
import labwire.smtp.session.Step;
import labwire.smtp.session.Step.Next;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session has others do, in their own time: decide a question, work for a SASL mechanism, keep a message. Brings
 * what comes of it back to the session's event loop.
 */
final class SessionErrands {

    /** Goes on with a session; for its event loop. */
    interface Resumption {

        /** Takes this step, if the session still waits for what it comes of. */
        void resume(Next awaited, Supplier<Step> step);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SessionErrands.class);

    private final SmtpSession session;
    private final String sessionId;
    private final SmtpServices services;
    private final EventExecutor loop;
    private final Consumer<Manner> manners;
    private final Resumption resumption;

    /** @param manners hears how the server is to behave from now on */
    SessionErrands(
            SmtpSession session,
            String sessionId,
            SmtpServices services,
            EventExecutor loop,
            Consumer<Manner> manners,
            Resumption resumption) {
        this.session = session;
        this.sessionId = sessionId;
        this.services = services;
        this.loop = loop;
        this.manners = manners;
        this.resumption = resumption;
    }

    /** The step that comes of it, if that is known at once. */
    Optional<Step> ask(Inquiry inquiry) {
        Future<Decision> decision = services.hook().decide(inquiry, loop);
        if (decision.isDone()) {
            return Optional.of(decided(decision));
        }
        decision.addListener(
                (Future<Decision> late) -> loop.execute(() -> resumption.resume(Next.ASK, () -> decided(late))));
        return Optional.empty();
    }

    private Step decided(Future<Decision> answer) {
        if (!answer.isSuccess()) {
            LOG.warn("a hook of SMTP session {} failed", sessionId, answer.cause());
            return session.undecided();
        }
        Decision decision = answer.getNow();
        if (decision instanceof Decision.Accept accept) {
            manners.accept(accept.manner());
        }
        return session.decided(decision);
    }

    void work(SaslStep.Work work) {
        try {
            services.tasks().execute(() -> worked(outcome(work)));
        } catch (RejectedExecutionException e) {
            worked(Optional.empty());
        }
    }

    private Optional<SaslStep> outcome(SaslStep.Work work) {
        try {
            return Optional.of(work.work().get());
        } catch (RuntimeException e) {
            LOG.error("a SASL mechanism failed in SMTP session {}", sessionId, e);
            return Optional.empty();
        }
    }

    private void worked(Optional<SaslStep> outcome) {
        loop.execute(() -> resumption.resume(Next.WORK, () -> session.worked(outcome)));
    }

    void keep() {
        Promise<String> receipt = loop.newPromise();
        receipt.addListener((Future<String> done) -> resumption.resume(Next.KEEP, () -> kept(done)));
        session.keep(receipt);
    }

    private Step kept(Future<String> receipt) {
        return receipt.isSuccess() ? session.kept(receipt.getNow()) : session.notKept(receipt.cause());
    }
}
