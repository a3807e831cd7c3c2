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
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.queue.DurableQueue;
import labwire.smtp.queue.QueueItem;
import labwire.smtp.queue.QueueLimits;
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;
import labwire.smtp.route.Router;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several sessions deliver, small messages and large ones, to mailboxes and to elsewhere; meanwhile others delete. The
 * power is cut before each sync of the disk in turn, and before other operations; what was not synced is lost, wholly or as the
 * dice say, or nothing is, as when only the process dies; the store and its queue are opened again, and lose power while
 * they recover or soon after, and are opened once more. Every acknowledged message must then be in each of its mailboxes
 * exactly once and, if it is for elsewhere, once in the queue; and none that was deleted may be there.
 */
class CrashTest {

    private static final int SESSIONS = 3;
    private static final int MESSAGES_PER_SESSION = 4;
    /** Beside the syncs, before each of which the power is cut; the soak test cuts it before every operation. */
    private static final int OPERATIONS_BETWEEN_CUTS = 16;

    /** Recipients of the domain {@code far} are elsewhere; {@code both} is a mailbox here and an address there. */
    private static final Router ROUTER = (provenance, recipient) -> {
        Destination here = new Destination.Mailbox(recipient.toString());
        Destination there = new Destination.Elsewhere(MailAddress.of(recipient.localPart() + "@far.example"));
        if (recipient.localPart().equals("both")) {
            return new Route.To(List.of(here, there));
        }
        return new Route.To(List.of(recipient.domain().equals("far") ? there : here));
    };

    private record Acknowledged(String text, List<String> recipients) {
        boolean isForElsewhere() {
            return recipients.stream().anyMatch(name -> name.endsWith("@far") || name.startsWith("both@"));
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noAcknowledgedMessageIsLostOrDoubledWhereverThePowerFails(long seed) throws IOException {
        Workload whole = undisturbed(seed);
        TreeSet<Long> cuts = new TreeSet<>(whole.disk.syncPoints());
        for (long cut = seed % OPERATIONS_BETWEEN_CUTS;
                cut <= whole.disk.operations();
                cut += OPERATIONS_BETWEEN_CUTS) {
            cuts.add(cut);
        }
        for (long cut : cuts) {
            crashAfter(cut, seed, new SplittableRandom(seed * 31 + cut));
        }
    }

    @Test
    @Tag("soak")
    void noAcknowledgedMessageIsLostOrDoubledOverManySeeds() throws IOException {
        for (long seed = 1_000; seed < 11_000; seed++) {
            long operations = undisturbed(seed).disk.operations();
            for (long cut = 0; cut <= operations; cut++) {
                crashAfter(cut, seed, new SplittableRandom(seed * 31 + cut));
            }
        }
    }

    private static Workload undisturbed(long seed) throws IOException {
        Workload whole = new Workload(new SimulatedDisk(), seed);
        whole.run();
        assertThat(whole.acknowledged).hasSize(SESSIONS * MESSAGES_PER_SESSION);
        return whole;
    }

    private void crashAfter(long operations, long seed, SplittableRandom dice) throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.cutPowerAfter(operations);
        Books books = new Books();
        try {
            Workload workload = new Workload(disk, seed);
            books = workload;
            workload.run();
        } catch (IOException e) {
            // The power went while the store was being opened.
            assertThat(books.acknowledged).isEmpty();
        }
        if (dice.nextBoolean()) {
            crash(disk, dice);
        } else {
            disk.restore(); // Only the process died: what was written is there, synced or not, until the power fails.
        }
        disk.cutPowerAfter(dice.nextInt(150));
        try {
            new Opened(disk, seed).under.diskWork.runAll();
        } catch (IOException e) {
            // The power went again, while the store was being opened.
        }
        crash(disk, dice);
        Opened recovered = new Opened(disk, seed);
        recovered.under.diskWork.runAll();
        String where = "seed " + seed + ", power cut after " + operations;
        assertEachKeptOnce(disk, recovered, books, where);
        // A store that came back takes mail as before, under ids of its own.
        Future<String> next = recovered.under.submit("a@lab", List.of("b@lab"), "after the crash\r\n");
        recovered.under.diskWork.runAll();
        assertThat(next.isSuccess()).as(where).isTrue();
        assertThat(books.acknowledged).as(where).doesNotContainKey(next.getNow());
    }

    private static void crash(SimulatedDisk disk, RandomGenerator dice) {
        if (dice.nextBoolean()) {
            disk.crash();
        } else {
            disk.crash(dice);
        }
    }

    private static void assertEachKeptOnce(SimulatedDisk disk, Opened recovered, Books books, String where)
            throws IOException {
        StoreUnderTest under = recovered.under;
        TreeMap<String, MailSummary> listed = new TreeMap<>();
        under.store.list(1_000).forEach(summary -> listed.put(summary.id(), summary));
        Map<String, List<String>> files = filesById(disk, under, where);
        for (var message : books.acknowledged.entrySet()) {
            String id = message.getKey();
            String as = where + ", " + id;
            boolean maybeDeleted = books.deleting.contains(id);
            if (books.deleted.contains(id)) {
                assertThat(listed).as(as).doesNotContainKey(id);
                assertThat(files).as(as).doesNotContainKey(id);
            } else if (!maybeDeleted) {
                MailSummary summary = listed.get(id);
                boolean here = !mailboxes(message.getValue()).isEmpty();
                assertThat(summary != null).as(as).isEqualTo(here);
                if (here) {
                    assertThat(under.content(id))
                            .as(as)
                            .endsWith(message.getValue().text());
                }
            }
            if (message.getValue().isForElsewhere() && !books.deleted.contains(id) && !maybeDeleted) {
                assertThat(recovered.queued()).as(as).containsOnlyOnce(id);
                String sent = new String(recovered.queue.content(id).open().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(sent)
                        .as(as)
                        .startsWith("Received: ")
                        .endsWith(message.getValue().text());
            }
        }
        for (MailSummary summary : listed.values()) {
            List<String> expected =
                    summary.mailboxes().stream().map(MailboxNames::of).sorted().toList();
            List<String> found = files.getOrDefault(summary.id(), List.of());
            if (books.deleting.contains(summary.id())) {
                assertThat(expected).as(where).containsAll(found);
                assertThat(found).as(where).doesNotHaveDuplicates();
            } else {
                assertThat(found).as(where + ", " + summary.id()).isEqualTo(expected);
            }
        }
        assertThat(recovered.queued()).as(where).doesNotHaveDuplicates();
        assertThat(disk.list("spool")).as(where).isEmpty();
        files.keySet().forEach(id -> assertThat(listed).as(where).containsKey(id));
    }

    /** The mailboxes' folders that hold each message, sorted; each file whole. */
    private static Map<String, List<String>> filesById(SimulatedDisk disk, StoreUnderTest under, String where)
            throws IOException {
        TreeMap<String, List<String>> files = new TreeMap<>();
        for (String mailbox : under.store.mailboxes().names()) {
            String folder = MailboxNames.of(mailbox);
            for (MailboxMessage message : under.store.mailboxes().list(mailbox)) {
                String id = Maildirs.id(message.uid()).orElseThrow();
                files.computeIfAbsent(id, any -> new ArrayList<>()).add(folder);
                byte[] content = under.store
                        .mailboxes()
                        .read(mailbox, message.uid())
                        .orElseThrow()
                        .readAllBytes();
                assertThat(content).as(where).hasSize((int) message.sizeBytes());
                assertThat(new String(content, StandardCharsets.US_ASCII))
                        .as(where)
                        .isEqualTo(under.content(id));
            }
            assertThat(disk.list("mailboxes/" + folder + "/tmp")).as(where).isEmpty();
        }
        files.values().forEach(folders -> folders.sort(null));
        return files;
    }

    private static List<String> mailboxes(Acknowledged message) {
        return message.recipients().stream()
                .filter(name -> !name.endsWith("@far"))
                .toList();
    }

    /** A store and its queue on one disk. */
    private static final class Opened {
        final StoreUnderTest under;
        DurableQueue queue;

        Opened(SimulatedDisk disk, long seed) throws IOException {
            ShuffledExecutor queueWork = new ShuffledExecutor(new SplittableRandom(seed));
            queue = DurableQueue.open(disk, queueWork, QueueLimits.DEFAULTS, MailObserver.NONE);
            under = new StoreUnderTest(
                    disk,
                    seed,
                    setup -> setup.withLimits(SmallLimits.TIGHT)
                            .withRouter(ROUTER)
                            .withQueue(queue));
        }

        List<String> queued() {
            return queue.list(1_000).stream().map(QueueItem::id).toList();
        }
    }

    /** What clients were told. */
    private static class Books {
        final TreeMap<String, Acknowledged> acknowledged = new TreeMap<>();
        final TreeSet<String> deleted = new TreeSet<>();
        /** The deletion failed, or was under way: the message may be there or not. */
        final TreeSet<String> deleting = new TreeSet<>();
    }

    /** Sessions that each submit a message, await the receipt, and go on; until one is refused. */
    private static final class Workload extends Books {

        final SimulatedDisk disk;
        private final StoreUnderTest under;
        private final SplittableRandom dice;

        Workload(SimulatedDisk disk, long seed) throws IOException {
            this.disk = disk;
            under = new Opened(disk, seed).under;
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
            boolean large = dice.nextInt(4) == 0;
            String text = "Subject: " + session + "." + message + "\r\n\r\n"
                    + "x".repeat(dice.nextInt(large ? 3_000 : 600)) + "\r\n";
            List<String> recipients = switch (dice.nextInt(5)) {
                case 0 -> List.of("box" + dice.nextInt(3) + "@lab", "other" + dice.nextInt(3) + "@lab");
                case 1 -> List.of("friend@far");
                case 2 -> List.of("both@lab", "box1@lab");
                default -> List.of("box" + dice.nextInt(3) + "@lab");
            };
            Future<String> receipt = under.submit("s" + session + "@lab", recipients, text);
            receipt.addListener((Future<String> done) -> {
                if (done.isSuccess()) {
                    acknowledged.put(done.getNow(), new Acknowledged(text, recipients));
                    if (dice.nextInt(3) == 0) {
                        under.diskWork.execute(() -> delete(dice.nextBoolean()));
                    }
                    submit(session, message + 1);
                }
            });
        }

        /** Deletes one of the messages: from everywhere, or, mailbox by mailbox, as POP3 does. */
        private void delete(boolean byMailbox) {
            List<String> there = acknowledged.entrySet().stream()
                    .filter(entry -> !entry.getValue().isForElsewhere())
                    .map(Map.Entry::getKey)
                    .filter(id -> !deleting.contains(id) && !deleted.contains(id))
                    .toList();
            if (there.isEmpty()) {
                return;
            }
            String id = there.get(dice.nextInt(there.size()));
            deleting.add(id);
            try {
                if (!byMailbox) {
                    under.store.delete(List.of(id));
                } else if (!deleteFromEach(id)) {
                    return;
                }
                deleting.remove(id);
                deleted.add(id);
            } catch (IOException e) {
                // The power went.
            }
        }

        /** Whether it was in all its mailboxes, and is no more. */
        private boolean deleteFromEach(String id) throws IOException {
            int found = 0;
            List<String> names = under.store.find(id).orElseThrow().mailboxes();
            for (String mailbox : names) {
                for (MailboxMessage message : under.store.mailboxes().list(mailbox)) {
                    if (message.uid().contains(id)) {
                        under.store.mailboxes().delete(mailbox, List.of(message.uid()));
                        found++;
                    }
                }
            }
            if (found == 0) {
                deleting.remove(id); // Not filed yet.
            }
            return found == names.size();
        }
    }
}
