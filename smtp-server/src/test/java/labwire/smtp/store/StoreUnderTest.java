package labwire.smtp.store;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.Disk;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;

/** A store over some disk, with its disk work done in an order of the dice's choosing and a clock that stands still. */
final class StoreUnderTest {

    /** How a store differs from the default. */
    interface Settings {
        StoreSetup apply(StoreSetup setup) throws IOException;
    }

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final ShuffledExecutor diskWork;
    final MailStore store;

    StoreUnderTest(Disk disk, StoreLimits limits, long seed) throws IOException {
        this(disk, seed, setup -> setup.withLimits(limits));
    }

    StoreUnderTest(Disk disk, long seed, Settings settings) throws IOException {
        diskWork = new ShuffledExecutor(new SplittableRandom(seed));
        store = MailStore.open(settings.apply(StoreSetup.of(disk, diskWork, InstantSource.fixed(NOON))));
    }

    static StoreUnderTest over(Disk disk) throws IOException {
        return new StoreUnderTest(disk, StoreLimits.DEFAULTS, 1);
    }

    /** Submits a message; its receipt comes when {@link #diskWork} runs. */
    Future<String> submit(String sender, List<String> recipients, String text) {
        Delivery delivery = start(sender, recipients);
        delivery.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        return receipt;
    }

    Delivery start(String sender, List<String> recipients) {
        return start(sender, recipients, () -> {});
    }

    Delivery start(String sender, List<String> recipients, Runnable ready) {
        Provenance provenance = new Provenance(
                "1",
                "mail.lab",
                "pc1.lab",
                "10.10.88.41",
                Protocol.ESMTP,
                Optional.of("TLSv1.3 with cipher X"),
                Optional.empty());
        Delivery delivery = store.start(provenance, Optional.of(MailAddress.of(sender)), SenderOptions.NONE, ready);
        recipients.forEach(recipient -> delivery.addRecipient(Recipient.of(recipient)));
        return delivery;
    }

    String content(String id) throws IOException {
        return new String(store.content(id).orElseThrow(), StandardCharsets.US_ASCII);
    }
}
