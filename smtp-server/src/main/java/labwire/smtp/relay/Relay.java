package labwire.smtp.relay;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.queue.Progress;
import labwire.smtp.queue.QueueItem;

/**
 * Hands messages of a queue on to the servers that are to have them. Safe for any thread; works on one event loop of its
 * network, and never blocks.
 *
 * <pre>
 *   queue → JobTable (when) → Destinations (how many at once) → DeliveryRun (host after host) → Outcomes → queue
 *                                                                                                └→ Reporter
 * </pre>
 */
public final class Relay {

    /** Of all domains that have no smart host of their own, where there is one for all. */
    private static final String EVERYWHERE = "*";

    private static final int DISK_RETRY_SECONDS = 10;
    private static final int STOP_POLL_MILLIS = 20;

    private enum Phase {
        RUNNING,
        /** No new attempts: the last one ends, or the time for that → STOPPED. */
        STOPPING,
        STOPPED
    }

    private final RelayParts parts;
    private final JobTable jobs = new JobTable();
    private final Destinations destinations;
    private final Outcomes outcomes;
    private final Reporter reporter;
    /** Messages and domains that are due or under way, as {@code id domain}. */
    private final TreeSet<String> begun = new TreeSet<>();

    private Phase phase = Phase.RUNNING;
    private Optional<Alarm> alarm = Optional.empty();
    private boolean awaitingDisk;

    private record Alarm(Instant time, Future<?> timer) {}

    private Relay(RelaySettings settings, RelayGround ground) {
        parts = RelayParts.of(settings, ground);
        destinations = new Destinations(settings.limits());
        outcomes = new Outcomes(parts);
        reporter = new Reporter(parts, outcomes);
    }

    /** Starts a relay, the only one of its queue. */
    public static Relay start(RelaySettings settings, RelayGround ground) {
        Relay relay = new Relay(settings, ground);
        ground.queue().listen(id -> relay.parts.loop().execute(() -> relay.look(id)));
        relay.parts
                .loop()
                .execute(() -> ground.queue().list(Integer.MAX_VALUE).forEach(item -> {
                    relay.reporter.consider(item.id());
                    relay.look(item.id());
                }));
        return relay;
    }

    public RelaySettings settings() {
        return parts.settings();
    }

    /**
     * Begins no more attempts, gives those under way {@link RelayLimits#stopGrace} and cuts them then; completes when what
     * became of them is safe in the queue. The queue stays open.
     */
    public Future<Void> stop() {
        Promise<Void> stopped = parts.loop().newPromise();
        parts.ground().queue().listen(id -> {});
        parts.loop().execute(() -> {
            phase = Phase.STOPPING;
            alarm.ifPresent(set -> set.timer().cancel(false));
            reporter.stop();
            parts.pool().close();
            awaitEnd(
                    parts.ground()
                            .clock()
                            .instant()
                            .plus(parts.settings().limits().stopGrace()),
                    stopped);
        });
        return stopped;
    }

    private void awaitEnd(Instant patience, Promise<Void> stopped) {
        boolean idle = destinations.running() == 0 && reporter.isIdle();
        boolean over = !parts.ground().clock().instant().isBefore(patience);
        if (idle || over && phase == Phase.STOPPED) {
            phase = Phase.STOPPED;
            parts.ground().queue().settled(parts.loop()).addListener(safe -> stopped.trySuccess(null));
            return;
        }
        if (over) {
            // What the cut ones say is noted within the next look.
            phase = Phase.STOPPED;
            parts.pool().cut();
        }
        parts.loop().schedule(() -> awaitEnd(patience, stopped), STOP_POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sees what there is to do for a message. */
    private void look(String id) {
        if (phase != Phase.RUNNING) {
            return;
        }
        jobs.removeAllOf(id);
        Optional<QueueItem> item = parts.ground().queue().find(id);
        if (item.isEmpty()) {
            return;
        }
        if (!item.get().held()) {
            TreeMap<String, Instant> due = new TreeMap<>();
            waiting(item.get())
                    .forEach((index, domain) -> due.merge(
                            domain, item.get().recipients().get(index).next(), (a, b) -> a.isBefore(b) ? a : b));
            due.forEach((domain, time) -> {
                if (!begun.contains(key(id, domain))) {
                    jobs.add(new Job(time, id, domain));
                }
            });
        }
        work();
    }

    /** The domains of the recipients that wait, by their places. */
    private SortedMap<Integer, String> waiting(QueueItem item) {
        TreeMap<Integer, String> waiting = new TreeMap<>();
        List<Recipient> recipients = item.message().envelope().recipients();
        for (int i = 0; i < recipients.size(); i++) {
            if (item.recipients().get(i).progress() == Progress.WAITING) {
                waiting.put(i, destinationOf(recipients.get(i).address().domain()));
            }
        }
        return waiting;
    }

    private String destinationOf(String domain) {
        boolean own = parts.settings()
                .ruleFor(domain)
                .flatMap(DestinationRule::smartHost)
                .isPresent();
        return own || parts.settings().smartHost().isEmpty() ? domain : EVERYWHERE;
    }

    private static String key(String id, String domain) {
        return id + " " + domain;
    }

    /** Begins what is due and may begin, and sets the alarm for the next. */
    private void work() {
        if (phase != Phase.RUNNING) {
            return;
        }
        Instant now = parts.ground().clock().instant();
        for (Optional<Job> job = jobs.takeDue(now); job.isPresent(); job = jobs.takeDue(now)) {
            begun.add(key(job.get().id(), job.get().domain()));
            destinations.add(job.get());
        }
        if (parts.ground().queue().isBehind()) {
            awaitDisk(); // What is tried now would be tried again after a crash.
        } else {
            for (Optional<Job> job = destinations.next(); job.isPresent(); job = destinations.next()) {
                begin(job.get());
            }
        }
        jobs.nextDue().ifPresent(this::setAlarm);
    }

    private void awaitDisk() {
        if (!awaitingDisk) {
            awaitingDisk = true;
            parts.ground().queue().settled(parts.loop()).addListener(safe -> {
                awaitingDisk = false;
                work();
            });
            retryDisk();
        }
    }

    private void retryDisk() {
        parts.loop()
                .schedule(
                        () -> {
                            if (awaitingDisk && phase == Phase.RUNNING) {
                                parts.ground().queue().retry();
                                retryDisk();
                            }
                        },
                        DISK_RETRY_SECONDS,
                        TimeUnit.SECONDS);
    }

    private void setAlarm(Instant time) {
        if (alarm.isPresent() && !alarm.get().time().isAfter(time)) {
            return;
        }
        alarm.ifPresent(set -> set.timer().cancel(false));
        long millis = Math.max(
                1, Duration.between(parts.ground().clock().instant(), time).toMillis() + 1);
        alarm = Optional.of(new Alarm(
                time,
                parts.loop()
                        .schedule(
                                () -> {
                                    alarm = Optional.empty();
                                    work();
                                },
                                millis,
                                TimeUnit.MILLISECONDS)));
    }

    private void begin(Job job) {
        Optional<QueueItem> item = parts.ground().queue().find(job.id());
        TreeMap<Integer, Recipient> recipients = new TreeMap<>();
        if (item.isPresent() && !item.get().held()) {
            waiting(item.get()).forEach((index, domain) -> {
                if (domain.equals(job.domain())) {
                    recipients.put(
                            index, item.get().message().envelope().recipients().get(index));
                }
            });
        }
        if (item.isEmpty() || recipients.isEmpty()) {
            parts.loop().execute(() -> ended(job)); // Held or deleted meanwhile.
            return;
        }
        new DeliveryRun(parts, item.get(), job.domain(), recipients, new DeliveryRun.Ledger() {
                    @Override
                    public void decided(SortedMap<Integer, Verdict> verdicts, boolean keepsDsn) {
                        outcomes.note(item.get(), verdicts, keepsDsn);
                    }

                    @Override
                    public void finished(SortedMap<Integer, Verdict> undecided) {
                        outcomes.note(item.get(), undecided, false);
                        ended(job);
                    }
                })
                .start();
    }

    private void ended(Job job) {
        begun.remove(key(job.id(), job.domain()));
        destinations.ended(job);
        reporter.consider(job.id());
        look(job.id());
        work();
    }
}
