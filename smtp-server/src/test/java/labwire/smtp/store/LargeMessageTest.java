package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryRefusedException;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.reply.Refusals;
import org.junit.jupiter.api.Test;

/** Messages that go to a file while they come in. */
class LargeMessageTest {

    private static final String TEXT = "Subject: large\r\n\r\n" + "0123456789abcdef\r\n".repeat(30_000);

    private final SimulatedDisk disk = new SimulatedDisk();

    private StoreUnderTest open() throws IOException {
        return new StoreUnderTest(disk, SmallLimits.spoolBytes(1_000), 1);
    }

    /** Gives as much as the delivery is ready for, and lets the disk work when it is not. */
    private static Future<String> submit(StoreUnderTest under, String text, String... recipients) {
        AtomicInteger readyAgain = new AtomicInteger();
        Delivery delivery = under.start("a@lab", List.of(recipients), readyAgain::incrementAndGet);
        int waits = 0;
        for (int at = 0; at < text.length(); at += 1_000) {
            String part = text.substring(at, Math.min(at + 1_000, text.length()));
            delivery.body(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII));
            if (!delivery.isReady()) {
                waits++;
                under.diskWork.runAll();
                assertThat(readyAgain).hasValue(waits);
                assertThat(delivery.isReady()).isTrue();
            }
        }
        assertThat(waits).isPositive();
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        return receipt;
    }

    @Test
    void isKeptWholeInEachMailboxWithItsSizeAndSubject() throws IOException {
        StoreUnderTest under = open();
        Future<String> receipt = submit(under, TEXT, "b@lab", "c@lab");
        assertThat(receipt.isDone()).isFalse();
        while (!receipt.isDone()) {
            under.diskWork.runOne();
        }
        String id = receipt.getNow();
        assertThat(under.content(id))
                .startsWith("Return-Path: <a@lab>\r\nReceived: from")
                .endsWith(TEXT);
        under.diskWork.runAll();
        assertThat(under.content(id)).contains(" id " + id + ";").endsWith(TEXT);
        MailSummary summary = under.store.find(id).orElseThrow();
        assertThat(summary.subject()).isEqualTo("large");
        assertThat(summary.sizeBytes()).isEqualTo(under.content(id).length());
        assertThat(under.store.mailboxes().list("c@lab").get(0).sizeBytes()).isEqualTo(summary.sizeBytes());
        assertThat(disk.list("spool")).isEmpty();
    }

    @Test
    void isThereAfterACrashBetweenItsReceiptAndItsFiling() throws IOException {
        StoreUnderTest under = open();
        Future<String> receipt = submit(under, TEXT, "b@lab", "c@lab");
        while (!receipt.isDone()) {
            under.diskWork.runOne();
        }
        disk.crash();
        StoreUnderTest again = open();
        assertThat(again.content(receipt.getNow())).endsWith(TEXT);
        again.diskWork.runAll();
        assertThat(again.store.mailboxes().list("b@lab")).hasSize(1);
        assertThat(again.content(receipt.getNow())).endsWith(TEXT);
        assertThat(disk.list("spool")).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItIsGivenUp() throws IOException {
        StoreUnderTest under = open();
        Delivery aborted = under.start("a@lab", List.of("b@lab"));
        aborted.body(Unpooled.copiedBuffer(TEXT, StandardCharsets.US_ASCII));
        under.diskWork.runAll();
        assertThat(disk.list("spool")).hasSize(1);
        aborted.abort();
        under.diskWork.runAll();
        assertThat(disk.list("spool")).isEmpty();
        // A session that a crash ended: cleared at the next start.
        under.start("a@lab", List.of("b@lab")).body(Unpooled.copiedBuffer(TEXT, StandardCharsets.US_ASCII));
        under.diskWork.runAll();
        assertThat(disk.list("spool")).hasSize(1);
        open();
        assertThat(disk.list("spool")).isEmpty();
    }

    @Test
    void isRefusedForNowByAFullDiskWhichHasItsRoomAgain() throws IOException {
        SimulatedDisk small = new SimulatedDisk(200_000);
        StoreUnderTest under = new StoreUnderTest(small, SmallLimits.spoolBytes(1_000), 1);
        Future<String> refused = submit(under, TEXT, "b@lab");
        under.diskWork.runAll();
        assertThat(refused.cause())
                .isInstanceOfSatisfying(
                        DeliveryRefusedException.class,
                        e -> assertThat(e.reply()).isEqualTo(Refusals.NO_ROOM));
        assertThat(small.list("spool")).isEmpty();
        Future<String> taken = under.submit("a@lab", List.of("b@lab"), TEXT.substring(0, 50_000));
        under.diskWork.runAll();
        assertThat(taken.isSuccess()).isTrue();
    }

    @Test
    void isRefusedForNowByADiskThatIsAway() throws IOException {
        StoreUnderTest under = open();
        under.diskWork.runAll();
        Delivery delivery = under.start("a@lab", List.of("b@lab"));
        delivery.body(Unpooled.copiedBuffer(TEXT, StandardCharsets.US_ASCII));
        disk.takeAway();
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        under.diskWork.runAll();
        assertThat(receipt.cause())
                .isInstanceOfSatisfying(
                        DeliveryRefusedException.class,
                        e -> assertThat(e.reply()).isEqualTo(Refusals.STORE_DOWN));
        disk.restore();
        Future<String> next = under.submit("a@lab", List.of("b@lab"), TEXT);
        under.diskWork.runAll();
        assertThat(next.isSuccess()).isTrue();
    }
}
