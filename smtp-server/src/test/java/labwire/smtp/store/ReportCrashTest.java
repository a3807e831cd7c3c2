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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.envelope.DsnNotify;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.mailbox.MailboxMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Senders who want to hear of deliveries, small messages and large ones; the power is cut before each operation of the
 * disk in turn, and once more while the store recovers. For every acknowledged message its sender must then have exactly
 * one report.
 */
class ReportCrashTest {

    private static final int MESSAGES = 4;
    private static final Provenance PROVENANCE = Provenance.local("1", "mail.lab");

    /** A report of one line, which names the message by its subject. */
    private static final DeliveryReporter REPORTER = (message, text) -> {
        assertThat(new String(text.readAllBytes(), StandardCharsets.US_ASCII))
                .contains("Subject: " + message.subject() + "\r\n");
        return Optional.of(new DeliveryReporter.Report(
                PROVENANCE,
                SenderOptions.NONE,
                message.envelope().sender().orElseThrow(),
                StandardCharsets.US_ASCII.encode("Subject: report of " + message.subject() + "\r\n\r\n")));
    };

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private static StoreUnderTest open(SimulatedDisk disk, long seed) throws IOException {
        return new StoreUnderTest(
                disk, seed, setup -> setup.withLimits(SmallLimits.TIGHT).withReporter(REPORTER));
    }

    /** The subjects of what was acknowledged. */
    private static List<String> send(StoreUnderTest under) {
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String subject = "number " + i;
            Delivery delivery = under.store.start(
                    PROVENANCE, Optional.of(MailAddress.of("alice@lab")), SenderOptions.NONE, () -> {});
            DsnNotify success = new DsnNotify(true, false, false);
            delivery.addRecipient(new Recipient(MailAddress.of("bob@lab"), success, Optional.empty()));
            String text = "Subject: " + subject + "\r\n\r\n" + "x".repeat(i % 2 == 0 ? 10 : 2_000) + "\r\n";
            delivery.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
            Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
            receipt.addListener((Future<String> done) -> {
                if (done.isSuccess()) {
                    acknowledged.add(subject);
                }
            });
            delivery.commit(receipt);
        }
        under.diskWork.runAll();
        return acknowledged;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noReportIsLostOrDoubledWhereverThePowerFails(long seed) throws IOException {
        SimulatedDisk whole = new SimulatedDisk();
        assertThat(send(open(whole, seed))).hasSize(MESSAGES);
        for (long cut = 0; cut <= whole.operations(); cut++) {
            SplittableRandom dice = new SplittableRandom(seed * 31 + cut);
            SimulatedDisk disk = new SimulatedDisk();
            disk.cutPowerAfter(cut);
            List<String> acknowledged = new ArrayList<>();
            try {
                acknowledged.addAll(send(open(disk, seed)));
            } catch (IOException e) {
                // The power went while the store was being opened.
            }
            disk.crash(dice);
            disk.cutPowerAfter(dice.nextInt(100));
            try {
                open(disk, seed).diskWork.runAll();
            } catch (IOException e) {
                // And again.
            }
            disk.crash(dice);
            StoreUnderTest recovered = open(disk, seed);
            recovered.diskWork.runAll();
            List<String> reports = new ArrayList<>();
            for (MailboxMessage report : recovered.store.mailboxes().list("alice@lab")) {
                reports.add(recovered
                        .store
                        .find(Maildirs.id(report.uid()).orElseThrow())
                        .orElseThrow()
                        .subject());
            }
            String where = "seed " + seed + ", power cut after " + cut;
            assertThat(reports).as(where).doesNotHaveDuplicates();
            for (String subject : acknowledged) {
                assertThat(reports).as(where).contains("report of " + subject);
            }
        }
    }
}
