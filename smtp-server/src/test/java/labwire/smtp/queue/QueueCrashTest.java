package labwire.smtp.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.Envelope;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.EnhancedCode;
import labwire.smtp.store.ShuffledExecutor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store adds messages, a relay notes what becomes of them, and the power fails before each operation of the disk in
 * turn. What was synced must be in the queue as it was noted last, or gone if it was done; what was added again after
 * the crash must not come back.
 */
class QueueCrashTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MESSAGES = 9;
    /** So small that the state log is written anew several times. */
    private static final QueueLimits LIMITS = new QueueLimits(100, 1 << 20, 10, 100, 1_200);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatWasNotedLastIsThereWhereverThePowerFails(long seed) throws IOException {
        crashAtEveryOperation(seed);
    }

    @Test
    @Tag("soak")
    void whatWasNotedLastIsThereOverManySeeds() throws IOException {
        for (long seed = 1_000; seed < 11_000; seed++) {
            crashAtEveryOperation(seed);
        }
    }

    private static void crashAtEveryOperation(long seed) throws IOException {
        SimulatedDisk undisturbed = new SimulatedDisk();
        Workload whole = new Workload(undisturbed, seed);
        whole.run();
        assertThat(whole.certain).hasSize(MESSAGES);
        assertThat(undisturbed.list("queue")).doesNotContain("00000001.log");
        for (long cut = 0; cut <= undisturbed.operations(); cut++) {
            crashAfter(cut, seed, new SplittableRandom(seed * 31 + cut));
        }
    }

    private static void crashAfter(long operations, long seed, SplittableRandom dice) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.cutPowerAfter(operations);
        Workload workload = new Workload(disk, seed);
        try {
            workload.run();
        } catch (IOException e) {
            // The power went.
        }
        if (dice.nextBoolean()) {
            crash(disk, dice);
        } else {
            disk.restore(); // Only the process died.
        }
        disk.cutPowerAfter(dice.nextInt(20));
        try {
            open(disk, new ShuffledExecutor(dice));
        } catch (IOException e) {
            // The power went again, while the queue was being opened.
        }
        crash(disk, dice);

        ShuffledExecutor work = new ShuffledExecutor(dice);
        DurableQueue queue = open(disk, work);
        String where = "seed " + seed + ", power cut after " + operations;
        workload.certain.forEach((id, least) -> assertAtLeast(queue, id, least, where));
        for (String id : workload.certain.keySet()) {
            boolean gone = queue.find(id).isEmpty();
            queue.add(message(id), () -> new ByteArrayInputStream(new byte[] {'?'}));
            queue.sync();
            assertThat(queue.find(id).isEmpty()).as(where).isEqualTo(gone);
        }
        for (QueueItem item : queue.list(100)) {
            try (var in = queue.content(item.id()).open()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                        .as(where)
                        .isEqualTo(text(item.id()));
            }
        }
        assertThat(disk.list("queue/messages"))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(
                        queue.list(100).stream().map(QueueItem::id).toList()));
    }

    /** What was certain may have been followed by more that was not. */
    private static void assertAtLeast(DurableQueue queue, String id, int least, String where) {
        int found =
                queue.find(id).map(item -> item.recipients().get(0).attempts()).orElse(Workload.ATTEMPTS);
        assertThat(found).as(where + ", message " + id).isGreaterThanOrEqualTo(least);
    }

    private static void crash(SimulatedDisk disk, RandomGenerator dice) {
        if (dice.nextBoolean()) {
            disk.crash();
        } else {
            disk.crash(dice);
        }
    }

    private static DurableQueue open(SimulatedDisk disk, ShuffledExecutor work) throws IOException {
        return DurableQueue.open(disk, work, LIMITS, MailObserver.NONE);
    }

    private static QueuedMessage message(String id) {
        return new QueuedMessage(id, "s" + id, NOON, Envelope.of("a@lab", "b@lab", "c@other"), 1);
    }

    private static String text(String id) {
        return "Subject: " + id + "\r\n\r\n" + "x".repeat(Integer.parseInt(id) * 20) + "\r\n";
    }

    /** Adds messages two by two and tries each until its last attempt, three times, which ends it. */
    private static final class Workload {

        static final int ATTEMPTS = 3;

        /** How many attempts of each message are certain to be remembered. */
        final Map<String, Integer> certain = new TreeMap<>();

        private final SimulatedDisk disk;
        private final SplittableRandom dice;
        private final ShuffledExecutor work;

        Workload(SimulatedDisk disk, long seed) {
            this.disk = disk;
            this.dice = new SplittableRandom(seed);
            this.work = new ShuffledExecutor(dice);
        }

        void run() throws IOException {
            DurableQueue queue = open(disk, work);
            TreeMap<String, Integer> made = new TreeMap<>();
            for (int i = 1; i <= MESSAGES; i++) {
                String id = String.valueOf(i);
                queue.add(message(id), () -> new ByteArrayInputStream(text(id).getBytes(StandardCharsets.US_ASCII)));
                if (i % 2 == 0 || i == MESSAGES) {
                    queue.sync();
                    for (int j = 1; j <= i; j++) {
                        certain.putIfAbsent(String.valueOf(j), 0);
                    }
                }
                for (int step = dice.nextInt(6); step > 0; step--) {
                    attempt(queue, made);
                }
            }
            for (int step = 0; step < 2 * MESSAGES; step++) {
                attempt(queue, made);
            }
            work.runAll();
        }

        private void attempt(DurableQueue queue, Map<String, Integer> made) {
            if (queue.size() > 0) {
                QueueItem item = queue.list(100).get(dice.nextInt(queue.size()));
                Attempt attempt =
                        new Attempt(NOON, "mx.lab", EnhancedCode.of("4.2.0"), "450 later", dice.nextBoolean());
                TreeMap<Integer, RecipientState> changed = new TreeMap<>();
                int attempts = item.recipients().get(0).attempts() + 1;
                for (int i = 0; i < 2; i++) {
                    RecipientState before = item.recipients().get(i);
                    changed.put(
                            i,
                            attempts == ATTEMPTS
                                    ? before.decided(Progress.DONE, attempt)
                                    : before.deferred(attempt, NOON));
                }
                queue.update(item.id(), current -> changed);
                made.put(item.id(), attempts);
                TreeMap<String, Integer> sofar = new TreeMap<>(made);
                var unused = queue.settled(ImmediateEventExecutor.INSTANCE)
                        .addListener(done -> sofar.forEach((id, count) -> certain.merge(id, count, Math::max)));
            }
            if (dice.nextBoolean()) {
                work.runOne();
            }
        }
    }
}
