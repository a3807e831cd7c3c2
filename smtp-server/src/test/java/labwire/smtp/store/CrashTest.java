package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import labwire.smtp.disk.SimulatedDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several sessions deliver; the power is cut before each operation of the disk in turn, syncs among them; what was not
 * synced is lost, wholly or as the dice say, or nothing is, as when only the process dies; the store is opened again, and
 * loses power while it recovers or soon after, and is opened once more. Every acknowledged message must then be in each of
 * its mailboxes exactly once.
 */
class CrashTest {

    private static final int SESSIONS = 4;
    private static final int MESSAGES_PER_SESSION = 4;
    /** So small that a journal of this test has several segments. */
    private static final StoreLimits LIMITS = SmallLimits.TIGHT;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noAcknowledgedMessageIsLostOrDoubledWhereverThePowerFails(long seed) throws IOException {
        crashAtEveryOperation(seed);
    }

    @Test
    @Tag("soak")
    void noAcknowledgedMessageIsLostOrDoubledOverManySeeds() throws IOException {
        for (long seed = 1_000; seed < 2_000; seed++) {
            crashAtEveryOperation(seed);
        }
    }

    private void crashAtEveryOperation(long seed) throws IOException {
        SimulatedDisk undisturbed = new SimulatedDisk();
        Workload whole = new Workload(undisturbed, seed);
        whole.run();
        assertThat(whole.acknowledged).hasSize(SESSIONS * MESSAGES_PER_SESSION);
        for (long cut = 0; cut <= undisturbed.operations(); cut++) {
            crashAfter(cut, seed, new SplittableRandom(seed * 31 + cut));
        }
    }

    private void crashAfter(long operations, long seed, SplittableRandom dice) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.cutPowerAfter(operations);
        TreeMap<String, String> acknowledged = new TreeMap<>();
        try {
            Workload workload = new Workload(disk, seed);
            acknowledged = workload.acknowledged;
            workload.run();
        } catch (IOException e) {
            // The power went while the store was being opened.
            assertThat(acknowledged).isEmpty();
        }
        if (dice.nextBoolean()) {
            crash(disk, dice);
        } else {
            disk.restore(); // Only the process died: what was written is there, synced or not, until the power fails.
        }
        disk.cutPowerAfter(dice.nextInt(120));
        try {
            new StoreUnderTest(disk, LIMITS, seed).diskWork.runAll();
        } catch (IOException e) {
            // The power went again, while the store was being opened.
        }
        crash(disk, dice);
        StoreUnderTest recovered = new StoreUnderTest(disk, LIMITS, seed);
        recovered.diskWork.runAll();
        assertEachKeptOnce(disk, recovered, acknowledged, "seed " + seed + ", power cut after " + operations);
        // A store that came back takes mail as before, under ids of its own.
        Future<String> next = recovered.submit("a@lab", List.of("b@lab"), "after the crash\r\n");
        recovered.diskWork.runAll();
        assertThat(acknowledged).doesNotContainKey(next.getNow());
    }

    private static void crash(SimulatedDisk disk, RandomGenerator dice) {
        if (dice.nextBoolean()) {
            disk.crash();
        } else {
            disk.crash(dice);
        }
    }

    private static void assertEachKeptOnce(
            SimulatedDisk disk, StoreUnderTest recovered, Map<String, String> acknowledged, String where)
            throws IOException {
        List<MailSummary> listed = recovered.store.list(1_000);
        assertThat(listed).as(where).extracting(MailSummary::id).doesNotHaveDuplicates();
        assertThat(listed).as(where).extracting(MailSummary::id).containsAll(acknowledged.keySet());
        List<String> expectedFiles = new ArrayList<>();
        for (MailSummary summary : listed) {
            summary.envelope()
                    .addresses()
                    .forEach(recipient -> expectedFiles.add(MailboxNames.of(recipient) + " " + summary.id()));
            String expected = acknowledged.get(summary.id());
            if (expected != null) {
                assertThat(recovered.content(summary.id())).as(where).endsWith(expected);
            }
        }
        List<String> files = new ArrayList<>();
        for (String mailbox : disk.list("mailboxes")) {
            for (String file : disk.list("mailboxes/" + mailbox + "/new")) {
                String id = file.split("\\.")[1];
                files.add(mailbox + " " + id);
                String content = new String(
                        disk.read("mailboxes/" + mailbox + "/new/" + file).readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(content).as(where).isEqualTo(recovered.content(id));
            }
            assertThat(disk.list("mailboxes/" + mailbox + "/tmp")).as(where).isEmpty();
        }
        assertThat(files).as(where).containsExactlyInAnyOrderElementsOf(expectedFiles);
    }

    /** Sessions that each submit a message, await the receipt, and go on; until one is refused. */
    private static final class Workload {

        final TreeMap<String, String> acknowledged = new TreeMap<>();
        private final StoreUnderTest under;
        private final SplittableRandom dice;

        Workload(SimulatedDisk disk, long seed) throws IOException {
            under = new StoreUnderTest(disk, LIMITS, seed);
            dice = new SplittableRandom(seed);
        }

        void run() {
            for (int session = 0; session < SESSIONS; session++) {
                submit(session, 0);
            }
            under.diskWork.runAll();
        }

        private void submit(int session, int message) {
            if (message == MESSAGES_PER_SESSION) {
                return;
            }
            String text = "Subject: " + session + "." + message + "\r\n\r\n" + "x".repeat(dice.nextInt(900)) + "\r\n";
            List<String> recipients = dice.nextBoolean()
                    ? List.of("box" + dice.nextInt(3) + "@lab")
                    : List.of("box" + dice.nextInt(3) + "@lab", "other" + dice.nextInt(3) + "@lab");
            Future<String> receipt = under.submit("s" + session + "@lab", recipients, text);
            receipt.addListener((Future<String> done) -> {
                if (done.isSuccess()) {
                    acknowledged.put(done.getNow(), text);
                    submit(session, message + 1);
                }
            });
        }
    }
}
