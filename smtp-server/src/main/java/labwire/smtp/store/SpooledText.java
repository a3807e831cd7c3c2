package labwire.smtp.store;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import labwire.smtp.disk.DiskFile;
import labwire.smtp.disk.DiskFullException;
import labwire.smtp.disk.SerialTask;
import labwire.smtp.reply.Refusals;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * The text of a large message on its way into a spool file: octets gather in memory while those before them are being
 * written. The file begins with room for the trace header, which is known last.
 *
 * <p>One thread, the session's, adds and ends; the disk's work runs elsewhere, one step at a time.
 */
final class SpooledText {

    private enum State {
        /** Octets come: end → ENDING, abort or failure → DROPPED. */
        OPEN,
        /** No more octets come; written and synced → WHOLE, failure → DROPPED. */
        ENDING,
        /** All of it is in the file, safe but for the header: sealed, then filed or dropped by its owner. */
        WHOLE,
        /** The file is gone, or going; octets are passed over. */
        DROPPED
    }

    /** Octets that wait to be written, beyond which no more should come. */
    static final int MAX_WAITING_BYTES = 128 << 10;

    private static final int CHUNK_BYTES = 32 << 10;

    /** How a message's way into the file ended. */
    record Refusal(SmtpReply reply, IOException cause) {}

    private final Spool spool;
    private final String name;
    private final HeldMemory memory;
    private final Runnable ready;
    private final SerialTask writing;
    /** Only for the steps of disk work. */
    private @Nullable DiskFile file;

    /** The rest is guarded by this. */
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();

    private State state = State.OPEN;
    private int waitingBytes;
    private long size;
    private boolean wasNotReady;
    private Optional<Refusal> refusal = Optional.empty();
    private Consumer<Optional<Refusal>> ended = outcome -> {};

    /**
     * @param headerBytes to leave room for
     * @param ready run when there is room for more, after there was not
     */
    SpooledText(Spool spool, Executor diskWork, HeldMemory memory, int headerBytes, Runnable ready) {
        this.spool = spool;
        this.name = spool.newName();
        this.memory = memory;
        this.ready = ready;
        this.writing = new SerialTask(diskWork, this::write);
        byte[] room = new byte[headerBytes];
        if (memory.take(headerBytes)) {
            waiting.add(ByteBuffer.wrap(room));
            waitingBytes = headerBytes;
            size = headerBytes;
        } else {
            drop(new Refusal(Refusals.NO_ROOM, new IOException("no memory for one more message now")));
        }
    }

    /** The file's name in the spool. */
    String name() {
        return name;
    }

    /** Octets of the message, header included. */
    synchronized long size() {
        return size;
    }

    synchronized boolean isReady() {
        wasNotReady = waitingBytes > MAX_WAITING_BYTES;
        return !wasNotReady;
    }

    /** Copies the readable octets. */
    void add(ByteBuf octets) {
        synchronized (this) {
            while (octets.isReadable() && state == State.OPEN) {
                take(octets);
            }
        }
        poke();
    }

    private void take(ByteBuf octets) {
        ByteBuffer last = waiting.peekLast();
        if (last == null || last.limit() == last.capacity()) {
            if (!memory.take(CHUNK_BYTES)) {
                drop(new Refusal(Refusals.NO_ROOM, new IOException("no memory for one more message now")));
                return;
            }
            last = ByteBuffer.allocate(CHUNK_BYTES).limit(0);
            waiting.add(last);
        }
        // What is readable of a chunk is what waits to be written.
        int count = Math.min(octets.readableBytes(), last.capacity() - last.limit());
        octets.readBytes(last.array(), last.limit(), count);
        last.limit(last.limit() + count);
        waitingBytes += count;
        size += count;
    }

    /**
     * Ends the text.
     *
     * @param outcome told, on a thread for disk work, once all of it is safe, or why it is not. After that the file is
     *     the caller's
     */
    void end(Consumer<Optional<Refusal>> outcome) {
        synchronized (this) {
            ended = outcome;
            if (state == State.OPEN) {
                state = State.ENDING;
            }
        }
        poke();
    }

    /** Gives the message up. */
    void abort() {
        synchronized (this) {
            drop(new Refusal(Refusals.STORE_DOWN, new IOException("given up")));
        }
        poke();
    }

    private void poke() {
        if (!writing.poke()) {
            synchronized (this) {
                drop(new Refusal(Refusals.STORE_DOWN, new IOException("the executor for disk work has ended")));
            }
            tellEnd();
        }
    }

    /** Only with the lock held. */
    private void drop(Refusal why) {
        state = State.DROPPED;
        refusal = refusal.or(() -> Optional.of(why));
        waiting.forEach(chunk -> memory.giveBack(chunk.capacity()));
        waiting.clear();
        waitingBytes = 0;
    }

    /** One step of disk work: writes what waits; at the end syncs, or deletes. */
    private void write() {
        try {
            for (List<ByteBuffer> batch = takeBatch(); !batch.isEmpty(); batch = takeBatch()) {
                append(batch);
            }
            finish();
        } catch (IOException e) {
            synchronized (this) {
                drop(new Refusal(e instanceof DiskFullException ? Refusals.NO_ROOM : Refusals.STORE_DOWN, e));
            }
        }
        boolean nowReady;
        boolean dropped;
        synchronized (this) {
            nowReady = wasNotReady && waitingBytes <= MAX_WAITING_BYTES;
            wasNotReady &= !nowReady;
            dropped = state == State.DROPPED;
        }
        if (dropped) {
            deleteFile();
        }
        if (nowReady) {
            ready.run();
        }
        tellEnd();
    }

    private synchronized List<ByteBuffer> takeBatch() {
        List<ByteBuffer> batch = List.copyOf(waiting);
        waiting.clear();
        return batch;
    }

    private void append(List<ByteBuffer> batch) throws IOException {
        DiskFile to = file;
        if (to == null) {
            to = spool.create(name);
            file = to;
        }
        try {
            int bytes = batch.stream().mapToInt(ByteBuffer::remaining).sum();
            to.append(batch.toArray(ByteBuffer[]::new));
            synchronized (this) {
                waitingBytes = Math.max(0, waitingBytes - bytes);
            }
        } finally {
            batch.forEach(chunk -> memory.giveBack(chunk.capacity()));
        }
    }

    private void finish() throws IOException {
        synchronized (this) {
            if (state != State.ENDING || !waiting.isEmpty()) {
                return;
            }
        }
        DiskFile whole = file;
        if (whole != null) {
            whole.sync();
            spool.sync();
        }
        synchronized (this) {
            if (state == State.ENDING) {
                state = State.WHOLE;
            }
        }
    }

    private void tellEnd() {
        Consumer<Optional<Refusal>> told;
        Optional<Refusal> outcome;
        synchronized (this) {
            if (state != State.WHOLE && state != State.DROPPED) {
                return;
            }
            told = ended;
            ended = done -> {};
            outcome = refusal;
        }
        told.accept(outcome);
    }

    /** Writes the trace header into the room for it, safely; then the message is whole. Blocks. */
    void seal(byte[] header) throws IOException {
        DiskFile whole = file;
        if (whole == null) {
            throw new IOException("spool file " + name + ": none (expected: one that was written whole)");
        }
        whole.overwrite(0, ByteBuffer.wrap(header));
        whole.sync();
        whole.close();
    }

    /** Closes and deletes the file, if there is one. Blocks. What cannot be deleted now is at the next start. */
    void deleteFile() {
        DiskFile gone = file;
        file = null;
        if (gone != null) {
            try {
                gone.close();
                spool.delete(name);
            } catch (IOException e) {
                synchronized (this) {
                    refusal.ifPresent(why -> why.cause().addSuppressed(e));
                }
            }
        }
    }
}
