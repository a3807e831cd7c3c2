package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.queue.QueuedMessage;
import labwire.smtp.queue.RelayQueue;
import labwire.smtp.reply.Refusals;
import labwire.smtp.route.Destination;
import labwire.smtp.route.Route;
import labwire.smtp.route.Router;
import org.junit.jupiter.api.Test;

/** Where messages go: mailboxes by name, elsewhere, nowhere. */
@SuppressWarnings("FutureReturnValueIgnored") // Where a receipt is not looked at, the list is.
class RoutedMailTest {

    private static final String TEXT = "Subject: hello\r\n\r\nHello.\r\n";

    /** Aliases, and an address elsewhere for everybody at another domain. */
    private static Router router(Map<String, List<Destination>> aliases) {
        return (provenance, recipient) -> {
            if (recipient.localPart().equals("nobody")) {
                return new Route.Refused(Refusals.NO_SUCH_MAILBOX);
            }
            return new Route.To(aliases.getOrDefault(
                    recipient.toString(), List.of(new Destination.Mailbox(recipient.localPart()))));
        };
    }

    private static Destination elsewhere(String address) {
        return new Destination.Elsewhere(MailAddress.of(address));
    }

    /** Keeps what it is given in memory. */
    private static final class ListedQueue implements RelayQueue {
        final List<QueuedMessage> messages = new ArrayList<>();
        final List<String> contents = new ArrayList<>();
        int syncs;

        @Override
        public void add(QueuedMessage message, Content content) throws IOException {
            messages.add(message);
            contents.add(new String(content.open().readAllBytes(), StandardCharsets.US_ASCII));
        }

        @Override
        public void sync() {
            syncs++;
        }
    }

    @Test
    void aRecipientThatTheRouterRefusesIsRefusedAndTheOthersGoOn() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = new StoreUnderTest(disk, 1, setup -> setup.withRouter(router(Map.of())));
        Delivery delivery = under.start("a@lab", List.of("bob@lab"));
        assertThat(delivery.addRecipient(Recipient.of("nobody@lab"))).contains(Refusals.NO_SUCH_MAILBOX);
        delivery.commit(ImmediateEventExecutor.INSTANCE.newPromise());
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes")).containsExactly("bob");
    }

    @Test
    void aMailboxThatSeveralRecipientsLeadToGetsOneCopy() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Map<String, List<Destination>> aliases = Map.of(
                "all@lab", List.of(new Destination.Mailbox("ann"), new Destination.Mailbox("bob")),
                "sales@lab", List.of(new Destination.Mailbox("bob")));
        StoreUnderTest under = new StoreUnderTest(disk, 1, setup -> setup.withRouter(router(aliases)));
        Future<String> receipt = under.submit("a@lab", List.of("all@lab", "sales@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(disk.list("mailboxes")).containsExactly("ann", "bob");
        assertThat(disk.list("mailboxes/bob/new")).hasSize(1);
        MailSummary summary = under.store.find(receipt.getNow()).orElseThrow();
        assertThat(summary.mailboxes()).containsExactly("ann", "bob");
        assertThat(summary.envelope().addresses())
                .extracting(MailAddress::toString)
                .containsExactly("all@lab", "sales@lab");
        // The same after a restart, from the index.
        assertThat(StoreUnderTest.over(disk).store.find(receipt.getNow())).contains(summary);
    }

    @Test
    void whatIsForElsewhereGoesToTheQueueWithoutItsReturnPath() throws IOException {
        ListedQueue queue = new ListedQueue();
        List<MailEvent> events = new ArrayList<>();
        Map<String, List<Destination>> aliases =
                Map.of("friends@lab", List.of(new Destination.Mailbox("ann"), elsewhere("joe@example.org")));
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under = new StoreUnderTest(
                disk,
                1,
                setup -> setup.withRouter(router(aliases)).withQueue(queue).withObserver(events::add));
        Delivery delivery = under.start("a@lab", List.of());
        delivery.addRecipient(
                new Recipient(MailAddress.of("friends@lab"), DsnNotify.NEVER, Optional.of("rfc822;friends@lab")));
        var receipt = ImmediateEventExecutor.INSTANCE.<String>newPromise();
        delivery.commit(receipt);
        under.diskWork.runAll();

        assertThat(queue.syncs).isPositive();
        QueuedMessage queued = queue.messages.get(0);
        assertThat(queued.id()).isEqualTo(receipt.getNow());
        assertThat(queued.envelope().recipients())
                .containsExactly(new Recipient(
                        MailAddress.of("joe@example.org"), DsnNotify.NEVER, Optional.of("rfc822;friends@lab")));
        assertThat(queue.contents.get(0)).startsWith("Received: from").hasSize((int) queued.sizeBytes());
        assertThat(under.content(receipt.getNow())).isEqualTo("Return-Path: <a@lab>\r\n" + queue.contents.get(0));
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Accepted", "Filed"); // What is queued, the queue tells.
    }

    @Test
    void whatTheQueueDoesNotTakeStaysInTheJournalAndIsOfferedAgain() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        Map<String, List<Destination>> aliases = Map.of("joe@lab", List.of(elsewhere("joe@example.org")));
        StoreUnderTest without = new StoreUnderTest(disk, 1, setup -> setup.withRouter(router(aliases)));
        Future<String> receipt = without.submit("a@lab", List.of("joe@lab"), TEXT);
        without.diskWork.runAll();
        assertThat(receipt.isSuccess()).isTrue();

        ListedQueue queue = new ListedQueue();
        StoreUnderTest with = new StoreUnderTest(disk, 1, setup -> setup.withQueue(queue));
        with.diskWork.runAll();
        assertThat(queue.messages).extracting(QueuedMessage::id).containsExactly(receipt.getNow());
    }

    @Test
    void aQuotaCountsWhatIsThereAndWhatIsOnItsWay() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        TreeMap<String, MailboxQuota> quotas = new TreeMap<>(Map.of(
                "few@lab",
                MailboxQuota.of(Long.MAX_VALUE, 2),
                "small@lab",
                new MailboxQuota(100, 10, MailboxQuota.FULL_FOR_GOOD)));
        Quotas each = mailbox -> quotas.getOrDefault(mailbox, MailboxQuota.UNLIMITED);
        StoreUnderTest under = new StoreUnderTest(disk, 1, setup -> setup.withQuotas(each));
        under.submit("a@lab", List.of("few@lab", "small@lab"), TEXT);
        under.diskWork.runAll();
        Delivery onItsWay = under.start("a@lab", List.of("few@lab"));
        Delivery late = under.start("a@lab", List.of());
        assertThat(late.addRecipient(Recipient.of("few@lab"))).contains(Refusals.MAILBOX_FULL);
        assertThat(late.addRecipient(Recipient.of("small@lab"))).contains(MailboxQuota.FULL_FOR_GOOD);
        onItsWay.abort();
        assertThat(late.addRecipient(Recipient.of("few@lab"))).isEmpty();
        late.abort();

        // Counted anew after a restart.
        StoreUnderTest again = new StoreUnderTest(disk, 1, setup -> setup.withQuotas(each));
        Delivery next = again.start("a@lab", List.of());
        assertThat(next.addRecipient(Recipient.of("small@lab"))).contains(MailboxQuota.FULL_FOR_GOOD);
        next.abort();
    }

    @Test
    void aMessageTooLargeForAllOfItsMailboxesIsRefusedAtItsEnd() throws IOException {
        Map<String, MailboxQuota> quotas =
                Map.of("small@lab", MailboxQuota.of(1_000, 10), "tiny@lab", MailboxQuota.of(500, 10));
        Quotas each = mailbox -> quotas.getOrDefault(mailbox, MailboxQuota.UNLIMITED);
        SimulatedDisk disk = new SimulatedDisk();
        StoreUnderTest under =
                new StoreUnderTest(disk, 1, setup -> setup.withQuotas(each).withLimits(SmallLimits.TIGHT));
        String large = TEXT + "x".repeat(1_100) + "\r\n"; // beyond what is held in memory
        assertOverQuota(under, List.of("small@lab", "tiny@lab"), large);
        assertOverQuota(under, List.of("tiny@lab"), TEXT + "x".repeat(600) + "\r\n");
        assertThat(disk.list("spool")).isEmpty();

        assertThat(submitted(under, List.of("small@lab", "roomy@lab"), large))
                .as("one has room")
                .isTrue();
        assertThat(submitted(under, List.of("tiny@lab"), TEXT))
                .as("a smaller one")
                .isTrue();
    }

    @Test
    void messagesOnTheirWayTogetherDoNotExceedAQuotaTogether() throws IOException {
        StoreUnderTest under = new StoreUnderTest(
                new SimulatedDisk(), 1, setup -> setup.withQuotas(Quotas.each(MailboxQuota.of(1_000, 10))));
        String text = TEXT + "x".repeat(500) + "\r\n";
        Delivery first = under.start("a@lab", List.of("b@lab"));
        Delivery second = under.start("a@lab", List.of("b@lab"));
        Promise<String> one = ImmediateEventExecutor.INSTANCE.newPromise();
        Promise<String> other = ImmediateEventExecutor.INSTANCE.newPromise();
        for (Delivery delivery : List.of(first, second)) {
            delivery.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        }
        first.commit(one);
        second.commit(other);
        under.diskWork.runAll();
        assertThat(one.isSuccess()).isTrue();
        assertThat(other.cause()).hasMessageContaining("room");
        assertThat(under.store.list(10)).hasSize(1);
    }

    private static boolean submitted(StoreUnderTest under, List<String> recipients, String text) {
        Future<String> receipt = under.submit("a@lab", recipients, text);
        under.diskWork.runAll();
        return receipt.isSuccess();
    }

    private static void assertOverQuota(StoreUnderTest under, List<String> recipients, String text) {
        Future<String> receipt = under.submit("a@lab", recipients, text);
        under.diskWork.runAll();
        assertThat(receipt.cause())
                .isInstanceOfSatisfying(
                        DeliveryRefusedException.class,
                        refused -> assertThat(refused.reply().text()).startsWith("552 5.2.2 "));
    }

    @Test
    void waitsForAMessageThatMatchesAndFindsTheNewestThatIsThere() throws IOException {
        StoreUnderTest under = new StoreUnderTest(new SimulatedDisk(), 1, setup -> setup.withLimits(SmallLimits.TIGHT));
        under.submit("a@lab", List.of("b@lab"), "Subject: one\r\n\r\n");
        under.submit("a@lab", List.of("b@lab"), "Subject: two\r\n\r\n");
        under.diskWork.runAll();
        assertThat(under.store
                        .await(any -> true, ImmediateEventExecutor.INSTANCE)
                        .getNow()
                        .subject())
                .isEqualTo("two");
        Future<MailSummary> three =
                under.store.await(mail -> mail.subject().equals("three"), ImmediateEventExecutor.INSTANCE);
        Future<MailSummary> four =
                under.store.await(mail -> mail.subject().equals("four"), ImmediateEventExecutor.INSTANCE);
        assertThat(under.store
                        .await(any -> false, ImmediateEventExecutor.INSTANCE)
                        .cause())
                .hasMessage("mail waited for: 3 times at once (expected: at most 2)");
        four.cancel(false);
        Future<MailSummary> noneSuch = under.store.await(any -> false, ImmediateEventExecutor.INSTANCE);
        under.submit("a@lab", List.of("b@lab"), "Subject: three\r\n\r\n");
        assertThat(three.isDone()).isFalse();
        under.diskWork.runAll();
        assertThat(three.getNow().subject()).isEqualTo("three");
        assertThat(noneSuch.isDone()).isFalse();
    }

    @Test
    void aListenerHearsOfEveryMessageUntilItEnds() throws IOException {
        StoreUnderTest under = StoreUnderTest.over(new SimulatedDisk());
        List<String> heard = new ArrayList<>();
        Runnable end = under.store.listen(summary -> heard.add(summary.subject()));
        under.submit("a@lab", List.of("b@lab"), "Subject: one\r\n\r\n");
        under.diskWork.runAll();
        end.run();
        under.submit("a@lab", List.of("b@lab"), "Subject: two\r\n\r\n");
        under.diskWork.runAll();
        assertThat(heard).containsExactly("one");
    }
}
