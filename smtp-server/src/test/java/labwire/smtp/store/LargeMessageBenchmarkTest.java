package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.Protocol;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.disk.RealDisk;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much heap a 50 MB message takes at most, on its way into the store, being filed into two mailboxes, and being read:
 * live objects, sampled after a collection every 2 MB.
 */
@Tag("bench")
class LargeMessageBenchmarkTest {

    private static final int PIECE_BYTES = 16 << 10;
    private static final int PIECES = (50 << 20) / PIECE_BYTES;
    private static final int PIECES_BETWEEN_SAMPLES = 128;
    private static final long MAX_HEAP_BYTES = 1 << 20;

    @TempDir
    Path folder;

    private long most;

    @Test
    void aMessageOf50MegabytesTakesLittleHeap() throws Exception {
        ExecutorService diskWork = Executors.newFixedThreadPool(4);
        try {
            MailStore store = MailStore.open(RealDisk.at(folder.resolve("mail")), diskWork, InstantSource.system());
            ByteBuf piece = Unpooled.directBuffer(PIECE_BYTES);
            piece.writeCharSequence(("x".repeat(62) + "\r\n").repeat(PIECE_BYTES / 64), StandardCharsets.US_ASCII);
            receiveAndRead(store, piece); // Classes are loaded, buffers of the threads made.
            long before = liveHeap();
            most = before;
            receiveAndRead(store, piece);
            long taken = most - before;
            System.out.printf(Locale.ROOT, "a 50 MB message takes at most %,d KB of heap%n", taken >> 10);
            assertThat(taken).isLessThan(MAX_HEAP_BYTES);
            store.close();
            piece.release();
        } finally {
            diskWork.shutdown();
        }
    }

    private void receiveAndRead(MailStore store, ByteBuf piece) throws Exception {
        Semaphore ready = new Semaphore(0);
        Provenance provenance = new Provenance(
                "1", "mail.lab", "pc1.lab", "10.0.0.1", Protocol.ESMTP, Optional.empty(), Optional.empty());
        Delivery delivery =
                store.start(provenance, Optional.of(MailAddress.of("a@lab")), SenderOptions.NONE, ready::release);
        for (String recipient : List.of("b@lab", "c@lab")) {
            assertThat(delivery.addRecipient(Recipient.of(recipient))).isEmpty();
        }
        for (int i = 0; i < PIECES; i++) {
            delivery.body(piece.duplicate());
            if (i % PIECES_BETWEEN_SAMPLES == 0) {
                sample();
            }
            if (!delivery.isReady()) {
                assertThat(ready.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        Promise<String> receipt = ImmediateEventExecutor.INSTANCE.newPromise();
        delivery.commit(receipt);
        Semaphore kept = new Semaphore(0);
        receipt.addListener(done -> kept.release());
        assertThat(kept.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        sample();
        Semaphore settled = new Semaphore(0);
        store.settle(ImmediateEventExecutor.INSTANCE).addListener(done -> settled.release());
        assertThat(settled.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        try (InputStream in = store.read(receipt.getNow()).orElseThrow()) {
            byte[] buffer = new byte[PIECE_BYTES];
            long read = 0;
            long next = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read += count;
                if (read >= next) {
                    sample();
                    next = read + (long) PIECES_BETWEEN_SAMPLES * PIECE_BYTES;
                }
            }
            assertThat(read)
                    .isEqualTo(store.find(receipt.getNow()).orElseThrow().sizeBytes());
        }
    }

    private void sample() {
        most = Math.max(most, liveHeap());
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
