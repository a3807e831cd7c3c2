package labwire.smtp.pop3;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.mailbox.MailboxMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a session needs to get at a mailbox and must not do on its event loop: the check of who it is, the look into the
 * mailbox, the deletion; and the lock that it holds meanwhile. For the event loop, which the futures tell.
 */
final class MaildropAccess {

    private final Pop3Services services;
    private final MaildropLocks locks;
    private final EventExecutor loop;

    /** The mailbox that the session holds; null for none. */
    private @Nullable String locked;

    MaildropAccess(Pop3Services services, MaildropLocks locks, EventExecutor loop) {
        this.services = services;
        this.locks = locks;
        this.loop = loop;
    }

    Future<SaslStep> check(Supplier<SaslStep> work) {
        return run(services.cpuWork(), work::get);
    }

    /** Whether no other session holds the mailbox, and this one does now. */
    boolean lock(String mailbox) {
        boolean taken = locks.take(mailbox);
        if (taken) {
            locked = mailbox;
        }
        return taken;
    }

    /** Lets go of the mailbox, if one is held. */
    void unlock() {
        if (locked != null) {
            locks.release(locked);
            locked = null;
        }
    }

    Future<List<MailboxMessage>> list(String mailbox) {
        return run(services.diskWork(), () -> services.mailboxes().list(mailbox));
    }

    Future<Boolean> delete(Pop3Step.Delete delete) {
        return run(services.diskWork(), () -> {
            services.mailboxes().delete(delete.mailbox(), delete.uids());
            return true;
        });
    }

    private <T> Future<T> run(Executor executor, Callable<T> work) {
        Promise<T> promise = loop.newPromise();
        try {
            executor.execute(() -> {
                try {
                    promise.setSuccess(work.call());
                } catch (Exception | LinkageError e) {
                    promise.setFailure(e);
                }
            });
        } catch (RejectedExecutionException e) {
            promise.setFailure(e);
        }
        return promise;
    }
}
