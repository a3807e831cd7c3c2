package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.mailbox.MailboxStore;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.reply.Refusals;
import org.junit.jupiter.api.Test;

/** Messages that go: by hand, by POP3, by other programs' hands. */
@SuppressWarnings("FutureReturnValueIgnored") // Where a receipt is not looked at, the list is.
class DeletionTest {

    private static final String TEXT = "Subject: hello\r\n\r\nHello.\r\n";

    private final SimulatedDisk disk = new SimulatedDisk();

    private StoreUnderTest open() throws IOException {
        StoreUnderTest under = new StoreUnderTest(disk, SmallLimits.TIGHT, 1);
        under.diskWork.runAll();
        return under;
    }

    private static String text(MailboxStore mailboxes, String mailbox, String uid) throws IOException {
        return new String(mailboxes.read(mailbox, uid).orElseThrow().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aDeletedMessageIsGoneFromItsMailboxesAndStaysSo() throws IOException {
        List<MailEvent> events = new ArrayList<>();
        StoreUnderTest under = new StoreUnderTest(disk, 1, setup -> setup.withObserver(events::add));
        Future<String> gone = under.submit("a@lab", List.of("b@lab", "c@lab"), TEXT);
        Future<String> stays = under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(under.store.delete(List.of(gone.getNow(), "nosuch"))).isEqualTo(1);
        assertThat(events).endsWith(new MailEvent.Deleted("", "b@lab", 1), new MailEvent.Deleted("", "c@lab", 1));
        disk.crash();
        for (StoreUnderTest now : List.of(under, open())) {
            assertThat(now.store.list(10)).extracting(MailSummary::id).containsExactly(stays.getNow());
            assertThat(now.store.content(gone.getNow())).isEmpty();
            assertThat(now.store.mailboxes().list("b@lab")).hasSize(1);
            assertThat(now.store.mailboxes().list("c@lab")).isEmpty();
        }
    }

    @Test
    void aMessageDeletedBeforeItWasFiledNeverIs() throws IOException {
        StoreUnderTest under = open();
        Future<String> receipt = under.submit("a@lab", List.of("b@lab"), TEXT);
        Future<String> large = under.submit("a@lab", List.of("b@lab"), "x".repeat(2_000) + "\r\n");
        while (!receipt.isDone() || !large.isDone()) {
            under.diskWork.runOne();
        }
        assertThat(under.store.clear()).isEqualTo(2);
        disk.crash();
        for (StoreUnderTest now : List.of(under, open())) {
            now.diskWork.runAll();
            assertThat(now.store.list(10)).isEmpty();
            assertThat(now.store.mailboxes().list("b@lab")).isEmpty();
            assertThat(disk.list("spool")).isEmpty();
        }
    }

    @Test
    void aMailboxIsReadInTheOrderOfArrivalUnderUidsThatStay() throws IOException {
        StoreUnderTest under = open();
        for (int i = 0; i < 5; i++) {
            under.submit("a@lab", List.of("b@lab"), "Subject: " + i + "\r\n\r\n" + "x".repeat(i) + "\r\n");
        }
        under.diskWork.runAll();
        MailboxStore mailboxes = under.store.mailboxes();
        assertThat(mailboxes.names()).containsExactly("b@lab");
        assertThat(mailboxes.list("nobody@lab")).isEmpty();
        List<MailboxMessage> listed = mailboxes.list("b@lab");
        assertThat(listed).hasSize(5);
        for (int i = 0; i < 5; i++) {
            String text = text(mailboxes, "b@lab", listed.get(i).uid());
            assertThat(text).contains("Subject: " + i + "\r\n").hasSize((int)
                    listed.get(i).sizeBytes());
        }
        // A reader moves one on; its uid stays, here and over a restart.
        String file = disk.list("mailboxes/b@lab/new").get(2);
        disk.rename("mailboxes/b@lab/new/" + file, "mailboxes/b@lab/cur/" + file + ":2,S");
        assertThat(mailboxes.list("b@lab")).isEqualTo(listed);
        assertThat(text(mailboxes, "b@lab", listed.get(2).uid())).contains("Subject: 2\r\n");
        assertThat(open().store.mailboxes().list("b@lab")).isEqualTo(listed);

        mailboxes.delete("b@lab", List.of(listed.get(2).uid(), listed.get(4).uid(), "nosuch"));
        disk.crash();
        assertThat(open().store.mailboxes().list("b@lab")).containsExactly(listed.get(0), listed.get(1), listed.get(3));
        assertThat(under.store.list(10)).extracting(MailSummary::subject).containsExactly("0", "1", "3");
    }

    @Test
    void aMessageOfSeveralMailboxesIsKeptUntilTheLastHasDeletedIt() throws IOException {
        StoreUnderTest under = open();
        Future<String> receipt = under.submit("a@lab", List.of("b@lab", "c@lab"), TEXT);
        under.diskWork.runAll();
        MailboxStore mailboxes = under.store.mailboxes();
        String uid = mailboxes.list("b@lab").get(0).uid();
        mailboxes.delete("b@lab", List.of(uid));
        assertThat(under.content(receipt.getNow())).endsWith(TEXT);
        mailboxes.delete("c@lab", List.of(uid));
        assertThat(under.store.find(receipt.getNow())).isEmpty();
    }

    @Test
    void messagesThatOtherProgramsPutThereAreReadAndDeletedToo() throws IOException {
        StoreUnderTest under = open();
        under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        String longName = "1000." + "x".repeat(80) + ".elsewhere";
        for (String name : List.of(longName, "7.short.elsewhere,S=4:2,RS")) {
            try (DiskFile file = disk.create("mailboxes/b@lab/cur/" + name)) {
                file.append(ByteBuffer.wrap(new byte[] {'t', 'e', 'x', 't'}));
            }
        }
        MailboxStore mailboxes = under.store.mailboxes();
        List<MailboxMessage> listed = mailboxes.list("b@lab");
        assertThat(listed).hasSize(3);
        assertThat(listed.get(0)).isEqualTo(new MailboxMessage("7.short.elsewhere", 4));
        assertThat(listed.get(1).uid()).hasSizeLessThanOrEqualTo(70);
        assertThat(text(mailboxes, "b@lab", listed.get(1).uid())).isEqualTo("text");
        mailboxes.delete("b@lab", List.of(listed.get(0).uid(), listed.get(1).uid()));
        assertThat(mailboxes.list("b@lab")).containsExactly(listed.get(2));
    }

    @Test
    void whatAnotherProgramDeletesIsNoticedByTheNextLookIntoItsMailboxAndByTheNextStart() throws IOException {
        StoreUnderTest under = open();
        under.submit("a@lab", List.of("b@lab"), TEXT);
        under.submit("a@lab", List.of("c@lab"), TEXT);
        under.diskWork.runAll();
        for (String mailbox : List.of("b@lab", "c@lab")) {
            String folder = "mailboxes/" + mailbox + "/new";
            disk.delete(folder + "/" + disk.list(folder).get(0));
        }
        assertThat(under.store.list(10)).as("nobody has looked yet").hasSize(2);
        assertThat(under.store.mailboxes().list("b@lab")).isEmpty();
        assertThat(under.store.list(10))
                .singleElement()
                .satisfies(left -> assertThat(left.mailboxes()).containsExactly("c@lab"));
        assertThat(open().store.list(10)).isEmpty();
    }

    @Test
    void whatAnotherProgramDeletesMakesRoomInAFullMailbox() throws IOException {
        StoreUnderTest under =
                new StoreUnderTest(disk, 1, setup -> setup.withQuotas(Quotas.each(MailboxQuota.of(1 << 20, 1))));
        under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        disk.delete("mailboxes/b@lab/new/" + disk.list("mailboxes/b@lab/new").get(0));
        Delivery next = under.start("a@lab", List.of());
        assertThat(next.addRecipient(Recipient.of("b@lab"))).contains(Refusals.MAILBOX_FULL);
        under.diskWork.runAll(); // Somebody looks, because of that.
        assertThat(next.addRecipient(Recipient.of("b@lab"))).isEmpty();
        assertThat(under.store.list(10)).isEmpty();
        next.commit(ImmediateEventExecutor.INSTANCE.newPromise());
        under.diskWork.runAll();
        assertThat(under.store.list(10)).hasSize(1);
    }

    @Test
    void theIndexIsWrittenAnewOnceHalfOfItIsOfMessagesGone() throws IOException {
        StoreUnderTest under = open();
        List<Future<String>> receipts = IntStream.range(0, 40)
                .mapToObj(i -> under.submit("a@lab", List.of("b@lab"), TEXT))
                .toList();
        under.diskWork.runAll();
        List<String> ids = receipts.stream().map(Future::getNow).toList();
        long before = disk.size("index.log");
        under.store.delete(ids.subList(0, 38));
        assertThat(disk.size("index.log")).isLessThan(before / 10);
        disk.crash();
        StoreUnderTest again = open();
        assertThat(again.store.list(100)).extracting(MailSummary::id).containsExactlyElementsOf(ids.subList(38, 40));
        Future<String> next = again.submit("a@lab", List.of("b@lab"), TEXT);
        again.diskWork.runAll();
        assertThat(next.getNow()).isGreaterThan(ids.get(39));
    }

    @Test
    void aJournalSegmentThatComesBackFilesNothingThatWasDeleted() throws IOException {
        StoreUnderTest under = open();
        for (int i = 0; i < 20; i++) {
            under.submit("a@lab", List.of("b@lab"), TEXT.repeat(5));
        }
        disk.syncFolder("journal");
        under.diskWork.runAll();
        under.store.clear();
        disk.crash(); // The deletion of segments is not synced.
        assertThat(disk.list("journal")).isNotEmpty();
        StoreUnderTest again = open();
        assertThat(again.store.list(10)).isEmpty();
        assertThat(disk.list("mailboxes/b@lab/new")).isEmpty();
    }
}
