package labwire.smtp.store;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import labwire.smtp.disk.Disk;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.RelayQueue;
import labwire.smtp.route.Router;

/**
 * What a store is opened with.
 *
 * @param disk that nobody else uses
 * @param diskWork runs what blocks; may have any number of threads. With two or more, messages are accepted while others
 *     are filed; with more, the files of a batch are synced side by side
 * @param clock gives the times in ids and trace headers
 * @param router says where the mail for a recipient goes
 * @param queue takes over what is for elsewhere
 * @param reporter tells senders who asked for it of deliveries here
 * @param timer has what could not be filed tried again
 * @param observer hears what becomes of messages
 */
public record StoreSetup(
        Disk disk,
        Executor diskWork,
        InstantSource clock,
        StoreLimits limits,
        Quotas quotas,
        Router router,
        RelayQueue queue,
        DeliveryReporter reporter,
        RetryTimer timer,
        MailObserver observer) {

    /** Every address has a mailbox of its own, without quota, and nothing goes elsewhere; the default limits. */
    public static StoreSetup of(Disk disk, Executor diskWork, InstantSource clock) {
        return new StoreSetup(
                disk,
                diskWork,
                clock,
                StoreLimits.DEFAULTS,
                Quotas.NONE,
                Router.CAPTURE,
                RelayQueue.NONE,
                DeliveryReporter.NONE,
                RetryTimer.NONE,
                MailObserver.NONE);
    }

    public StoreSetup withLimits(StoreLimits other) {
        return new StoreSetup(disk, diskWork, clock, other, quotas, router, queue, reporter, timer, observer);
    }

    public StoreSetup withQuotas(Quotas other) {
        return new StoreSetup(disk, diskWork, clock, limits, other, router, queue, reporter, timer, observer);
    }

    public StoreSetup withRouter(Router other) {
        return new StoreSetup(disk, diskWork, clock, limits, quotas, other, queue, reporter, timer, observer);
    }

    public StoreSetup withQueue(RelayQueue other) {
        return new StoreSetup(disk, diskWork, clock, limits, quotas, router, other, reporter, timer, observer);
    }

    public StoreSetup withReporter(DeliveryReporter other) {
        return new StoreSetup(disk, diskWork, clock, limits, quotas, router, queue, other, timer, observer);
    }

    public StoreSetup withTimer(RetryTimer other) {
        return new StoreSetup(disk, diskWork, clock, limits, quotas, router, queue, reporter, other, observer);
    }

    public StoreSetup withObserver(MailObserver other) {
        return new StoreSetup(disk, diskWork, clock, limits, quotas, router, queue, reporter, timer, other);
    }
}
