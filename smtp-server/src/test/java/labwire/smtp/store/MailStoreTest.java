package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // Where a receipt is not looked at, the list is.
class MailStoreTest {

    private static final String TEXT = "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello.\r\n";

    @Test
    void keepsAMessageWithItsTraceHeaderAndListsIt() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(new SimulatedDisk());
        Future<String> receipt = under.submit("alice@example.com", List.of("bob@example.com"), TEXT);
        under.diskWork.runAll();

        String id = receipt.getNow();
        assertThat(under.content(id))
                .isEqualTo("Return-Path: <alice@example.com>\r\n"
                        + "Received: from pc1.lab ([10.10.88.41])\r\n"
                        + "\t(using TLSv1.3 with cipher X)\r\n"
                        + "\tby mail.lab with ESMTPS id " + id + "\r\n"
                        + "\tfor <bob@example.com>;\r\n"
                        + "\tSun, 22 Nov 2026 12:00:00 +0000\r\n"
                        + TEXT);
        MailSummary summary = under.store.find(id).orElseThrow();
        assertThat(summary.subject()).isEqualTo("Grüße");
        assertThat(summary.acceptedAt()).isEqualTo(StoreUnderTest.NOON);
        assertThat(summary.sizeBytes()).isEqualTo(under.content(id).length());
        assertThat(under.store.list(10)).containsExactly(summary);
    }

    @Test
    void blindCopiesAreNotNamedInTheTraceHeader() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(new SimulatedDisk());
        Future<String> receipt = under.submit("a@lab", List.of("bob@lab", "secret@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(under.content(receipt.getNow())).doesNotContain("bob", "secret");
    }

    @Test
    void aMessageCanBeReadBetweenItsReceiptAndItsFiling() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(new SimulatedDisk());
        Future<String> receipt = under.submit("a@lab", List.of("b@lab"), TEXT);
        while (!receipt.isDone()) {
            under.diskWork.runOne();
        }
        assertThat(under.content(receipt.getNow())).endsWith(TEXT);
        under.diskWork.runAll();
        assertThat(under.content(receipt.getNow())).endsWith(TEXT);
    }

    @Test
    void sessionsThatWaitShareOneSync() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = new StoreUnderTest(disk, StoreLimits.DEFAULTS, 1);
        under.diskWork.runAll();
        List<Future<String>> receipts = IntStream.range(0, 50)
                .mapToObj(i -> under.submit("a@lab", List.of("b@lab"), TEXT))
                .toList();
        long before = disk.operations();
        under.diskWork.runOne();
        assertThat(receipts).allMatch(Future::isSuccess);
        // A new segment is made and its folder synced; 50 appends; one sync.
        assertThat(disk.operations() - before).isEqualTo(1 + 1 + 50 + 1);
    }

    @Test
    void listsInTheOrderOfAcceptanceAndOnlyTheNewest() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(new SimulatedDisk());
        for (int i = 0; i < 5; i++) {
            under.submit("a@lab", List.of("b@lab"), "Subject: " + i + "\r\n\r\n");
        }
        under.diskWork.runAll();
        assertThat(under.store.list(3)).extracting(MailSummary::subject).containsExactly("2", "3", "4");
    }

    @Test
    void aCleanStopLeavesAnEmptyJournalAndTheNextStartListsTheSame() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest first = StoreUnderTest.over(disk);
        first.submit("a@lab", List.of("b@lab"), TEXT);
        Future<Void> settled = first.store.settle(ImmediateEventExecutor.INSTANCE);
        assertThat(settled.isDone()).isFalse();
        first.diskWork.runAll();
        assertThat(settled.isSuccess()).isTrue();
        first.store.close();
        assertThat(disk.list("journal")).isEmpty();

        StoreUnderTest second = StoreUnderTest.over(disk);
        assertThat(second.store.list(10)).isEqualTo(first.store.list(10)).hasSize(1);
        assertThat(second.store.recovery()).isEqualTo(new Recovery(0, 0));
    }

    @Test
    void aStopDoesNotWaitForALongBacklogWhichTheNextStartTakesUp() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest first = StoreUnderTest.over(disk);
        for (int i = 0; i < 2_000; i++) {
            first.submit("a@lab", List.of("b@lab"), TEXT);
        }
        Future<Void> settled = first.store.settle(ImmediateEventExecutor.INSTANCE);
        first.diskWork.runAll();
        assertThat(settled.isSuccess()).isTrue();
        first.store.close();
        int filed = disk.list("mailboxes/b@lab/new").size();
        assertThat(filed).isPositive().isLessThan(1_200);

        StoreUnderTest second = StoreUnderTest.over(disk);
        assertThat(second.store.recovery().replayedMessages()).isEqualTo(2_000 - filed);
        second.diskWork.runAll();
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(2_000);
    }

    @Test
    void aMessageThatAReaderMovedOrDeletedDoesNotComeBack() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest first = StoreUnderTest.over(disk);
        Future<String> read = first.submit("a@lab", List.of("read@lab"), TEXT);
        Future<String> gone = first.submit("a@lab", List.of("gone@lab"), TEXT);
        first.diskWork.runAll();
        String file = disk.list("mailboxes/read@lab/new").get(0);
        disk.rename("mailboxes/read@lab/new/" + file, "mailboxes/read@lab/cur/" + file + ":2,S");
        disk.delete(
                "mailboxes/gone@lab/new/" + disk.list("mailboxes/gone@lab/new").get(0));

        // The journal is still there: nobody closed the store.
        StoreUnderTest second = StoreUnderTest.over(disk);
        second.diskWork.runAll();
        assertThat(disk.list("mailboxes/read@lab/new")).isEmpty();
        assertThat(disk.list("mailboxes/gone@lab/new")).isEmpty();
        assertThat(second.content(read.getNow())).endsWith(TEXT);
        assertThat(second.store.content(gone.getNow())).isEmpty();
    }

    @Test
    void aMessageReadBeforeACrashLostItsIndexRecordIsNotFiledTwice() throws IOException {
        int readBeforeIndexed = 0;
        for (int cut = 0; cut < 40; cut++) {
            SimulatedDisk disk = new SimulatedDisk();
            StoreUnderTest first = StoreUnderTest.over(disk);
            first.diskWork.runAll();
            disk.cutPowerAfter(cut);
            first.submit("a@lab", List.of("b@lab"), TEXT);
            first.diskWork.runAll();
            disk.crash();
            String mailbox = "mailboxes/b@lab";
            if (disk.exists(mailbox + "/cur")) {
                for (String file : disk.list(mailbox + "/new")) {
                    disk.rename(mailbox + "/new/" + file, mailbox + "/cur/" + file + ":2,S");
                    disk.syncFolder(mailbox + "/new");
                    disk.syncFolder(mailbox + "/cur");
                    readBeforeIndexed += disk.list("journal").size();
                }
            }
            StoreUnderTest second = StoreUnderTest.over(disk);
            second.diskWork.runAll();
            int copies = second.store.list(10).isEmpty()
                    ? 0
                    : disk.list(mailbox + "/new").size()
                            + disk.list(mailbox + "/cur").size();
            assertThat(copies)
                    .as("power cut after %d", cut)
                    .isEqualTo(second.store.list(10).size());
        }
        assertThat(readBeforeIndexed).isPositive();
    }

    @Test
    void aFullDiskRefusesForNowAndLosesNothing() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(20_000);
        StoreUnderTest under = StoreUnderTest.over(disk);
        List<Future<String>> receipts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            receipts.add(under.submit("a@lab", List.of("b@lab"), TEXT));
            under.diskWork.runAll();
        }
        assertRefused(receipts.get(99), Refusals.NO_ROOM);
        List<String> kept =
                receipts.stream().filter(Future::isSuccess).map(Future::getNow).toList();
        assertThat(kept).isNotEmpty();
        disk.crash();
        StoreUnderTest recovered = StoreUnderTest.over(disk);
        recovered.diskWork.runAll();
        assertThat(recovered.store.list(1_000)).extracting(MailSummary::id).containsExactlyElementsOf(kept);
        for (String id : kept) {
            assertThat(recovered.content(id)).endsWith(TEXT);
        }
    }

    @Test
    void aDiskThatIsAwayRefusesForNowAndWhenItIsBackMailIsTaken() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = StoreUnderTest.over(disk);
        Future<String> before = under.submit("a@lab", List.of("b@lab"), TEXT);
        while (!before.isDone()) {
            under.diskWork.runOne();
        }
        disk.takeAway();
        Future<String> during = under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        assertRefused(during, Refusals.STORE_DOWN);
        disk.restore();
        Future<String> after = under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(under.store.list(10)).extracting(MailSummary::id).containsExactly(before.getNow(), after.getNow());
        // What could not be filed while the disk was away is filed now.
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(2);
    }

    @Test
    void messagesUnderWayTakeNoMoreMemoryThanTheLimit() throws IOException {
        StoreLimits limits = SmallLimits.heldBytes(10_000);
        StoreUnderTest under = new StoreUnderTest(new SimulatedDisk(), limits, 1);
        Delivery held = under.start("a@lab", List.of("b@lab"));
        held.body(Unpooled.wrappedBuffer(new byte[6_000]));
        Future<String> refused = under.submit("a@lab", List.of("b@lab"), "x".repeat(5_000));
        assertRefused(refused, Refusals.NO_ROOM);
        held.abort();
        Future<String> taken = under.submit("a@lab", List.of("b@lab"), "x".repeat(5_000));
        under.diskWork.runAll();
        assertThat(taken.isSuccess()).isTrue();
    }

    @Test
    void holdsNoMoreMessagesAndMailboxesThanItsLimits() throws IOException {
        StoreLimits limits = SmallLimits.messagesAndMailboxes(2, 1);
        StoreUnderTest under = new StoreUnderTest(new SimulatedDisk(), limits, 1);
        under.submit("a@lab", List.of("one@lab"), TEXT);
        under.diskWork.runAll();
        Delivery second = under.start("a@lab", List.of());
        assertThat(second.addRecipient(Recipient.of("two@lab"))).contains(Refusals.NO_ROOM);
        assertThat(second.addRecipient(Recipient.of("one@lab"))).isEmpty();
        second.abort();
        under.submit("a@lab", List.of("one@lab"), TEXT);
        assertRefused(under.submit("a@lab", List.of("one@lab"), TEXT), Refusals.NO_ROOM);
    }

    @Test
    void anExecutorThatHasEndedIsAStoreThatIsDown() throws IOException {
        MailStore store = MailStore.open(
                new SimulatedDisk(),
                task -> {
                    throw new RejectedExecutionException("ended");
                },
                InstantSource.fixed(StoreUnderTest.NOON));
        Delivery delivery = store.start(
                new Provenance("1", "s", "c", "10.0.0.1", Protocol.ESMTP, Optional.empty(), Optional.empty()),
                Optional.empty(),
                SenderOptions.NONE,
                () -> {});
        delivery.addRecipient(Recipient.of("b@lab"));
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        assertRefused(receipt, Refusals.STORE_DOWN);
    }

    @Test
    void aTornTailOfTheJournalIsDroppedAndWhatIsBeforeItIsFiled() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest first = StoreUnderTest.over(disk);
        Future<String> receipt = first.submit("a@lab", List.of("b@lab"), TEXT);
        while (!receipt.isDone()) {
            first.diskWork.runOne();
        }
        try (DiskFile segment = disk.open("journal/" + disk.list("journal").get(0))) {
            segment.append(ByteBuffer.wrap(new byte[] {0, 0, 1, 0, 0, 0, 1, 0, 9, 9, 9, 9, 1, 2, 3}));
        }
        StoreUnderTest second = StoreUnderTest.over(disk);
        second.diskWork.runAll();
        assertThat(second.store.recovery()).isEqualTo(new Recovery(1, 15));
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(1);
        assertThat(second.content(receipt.getNow())).endsWith(TEXT);
    }

    @Test
    void aTornTailOfTheIndexIsCutOffAndWrittenAnew() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest first = StoreUnderTest.over(disk);
        first.submit("a@lab", List.of("b@lab"), TEXT);
        first.diskWork.runAll();
        try (DiskFile index = disk.open("index.log")) {
            index.append(ByteBuffer.wrap(new byte[] {0, 0, 0, 40, 0, 0, 0, 0, 1, 2, 3}));
        }
        StoreUnderTest second = StoreUnderTest.over(disk);
        second.submit("a@lab", List.of("b@lab"), TEXT);
        second.diskWork.runAll();
        StoreUnderTest third = StoreUnderTest.over(disk);
        third.diskWork.runAll();
        assertThat(third.store.list(10)).hasSize(2);
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(2);
    }

    @Test
    void receiptsWaitForTheFilingOnceTooMuchWaitsToBeFiled() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = new StoreUnderTest(disk, SmallLimits.unfiled(5), 1);
        List<Future<String>> receipts = IntStream.range(0, 60)
                .mapToObj(i -> under.submit("a@lab", List.of("b@lab"), TEXT))
                .toList();
        int most = 0;
        while (under.diskWork.runOne()) {
            most = Math.max(most, under.store.backlog());
        }
        assertThat(receipts).allMatch(Future::isSuccess);
        assertThat(most).isBetween(5, 5 + 4); // and one batch
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(60);
    }

    @Test
    void mailIsRefusedForNowWhileTooMuchWaitsAndNothingCanBeFiled() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = new StoreUnderTest(disk, SmallLimits.unfiled(5), 1);
        under.diskWork.runAll();
        disk.create("mailboxes/b@lab").close(); // Where a mailbox should be, something is in the way.
        List<Future<String>> receipts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            receipts.add(under.submit("a@lab", List.of("b@lab"), TEXT));
            under.diskWork.runAll();
        }
        assertThat(receipts.subList(0, 5)).allMatch(Future::isSuccess);
        assertRefused(receipts.get(7), Refusals.STORE_DOWN);
        disk.delete("mailboxes/b@lab");
        under.submit("a@lab", List.of("b@lab"), TEXT); // Refused too, but filing is tried again.
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(5);
    }

    @Test
    void aMailboxThatCannotBeWrittenDoesNotHoldUpTheOthers() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = StoreUnderTest.over(disk);
        under.diskWork.runAll();
        disk.create("mailboxes/b@lab").close();
        Future<String> stuck = under.submit("a@lab", List.of("b@lab", "d@lab"), TEXT);
        under.submit("a@lab", List.of("c@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes/c@lab/new")).hasSize(1);
        assertThat(under.store.backlog()).isEqualTo(1);
        assertThat(under.content(stuck.getNow())).endsWith(TEXT);
        disk.delete("mailboxes/b@lab");
        under.submit("a@lab", List.of("c@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(1);
        assertThat(disk.list("mailboxes/d@lab/new")).hasSize(1);
    }

    @Test
    void whatCannotBeFiledIsTriedAgainInGrowingIntervalsUntilItCanBe() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        ArrayDeque<Runnable> timers = new ArrayDeque<>();
        List<Long> seconds = new ArrayList<>();
        StoreUnderTest under = new StoreUnderTest(
                disk,
                1,
                setup -> setup.withTimer((task, delay) -> {
                    timers.add(task);
                    seconds.add(delay.toSeconds());
                }));
        under.diskWork.runAll();
        disk.create("mailboxes/b@lab").close();
        under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        for (int i = 0; i < 8; i++) {
            assertThat(timers).as("one at a time").hasSize(1);
            timers.remove().run();
            under.diskWork.runAll();
        }
        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        disk.delete("mailboxes/b@lab");
        timers.remove().run();
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes/b@lab/new")).hasSize(1);
        assertThat(timers).isEmpty();

        disk.create("mailboxes/c@lab").close();
        under.submit("a@lab", List.of("c@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(seconds).as("from the shortest on again").endsWith(1L);
        under.store.close();
        timers.remove().run();
        assertThat(under.diskWork.runOne())
                .as("work for a store that is closed")
                .isFalse();
    }

    private static void assertRefused(Future<String> receipt, SmtpReply refusal) {
        assertThat(receipt.cause())
                .isInstanceOfSatisfying(
                        DeliveryRefusedException.class,
                        e -> assertThat(e.reply()).isEqualTo(refusal));
    }
}
