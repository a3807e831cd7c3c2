package labwire.netlab.console.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * What goes out by an SSH channel: taken from any thread, and written as the client's window allows, one piece at a
 * time, as MINA wants it. Whoever writes can see when so much waits that it should pause, and is told when to go on.
 */
final class ChannelOutput {
    /** Beyond this, writers are to pause. */
    private static final int HIGH_WATER_BYTES = 64 << 10;
    /** A writer that does not pause is cut off here. */
    private static final int MAX_WAITING_BYTES = 4 << 20;

    /** Told on the connection's executor. */
    interface Listener {
        /** There may be room again after {@link #hasRoom()} was false. */
        void roomAgain();

        /** All has been written, and no more will be. */
        void flushed();

        /** The client is gone, or does not read what it asked for. */
        void failed();
    }

    private enum State {
        /** To WRITING or OVER. */
        IDLE,
        /** MINA has a piece in hand. To IDLE or OVER. */
        WRITING,
        /** Last. */
        OVER
    }

    private final IoOutputStream stream;
    private final Executor work;
    private final Listener listener;
    private final AtomicInteger unwrittenBytes = new AtomicInteger();
    // The rest is the connection's executor's.
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private State state = State.IDLE;
    private boolean ending;

    /** @param work runs one task at a time */
    ChannelOutput(IoOutputStream stream, Executor work, Listener listener) {
        this.stream = stream;
        this.work = work;
        this.listener = listener;
    }

    /** Adds bytes; they leave together if the client's window has room for them. Any thread. */
    void write(byte[] octets) {
        if (unwrittenBytes.addAndGet(octets.length) > MAX_WAITING_BYTES) {
            work.execute(this::fail);
            return;
        }
        work.execute(() -> {
            waiting.writeBytes(octets);
            writeNext();
        });
    }

    /** Any thread. */
    boolean hasRoom() {
        return unwrittenBytes.get() <= HIGH_WATER_BYTES;
    }

    /** No more will come. Any thread. */
    void end() {
        work.execute(() -> {
            ending = true;
            writeNext();
        });
    }

    private void writeNext() {
        if (state != State.IDLE) {
            return;
        }
        if (waiting.size() == 0) {
            if (ending) {
                state = State.OVER;
                listener.flushed();
            }
            return;
        }
        byte[] next = waiting.toByteArray();
        waiting.reset();
        state = State.WRITING;
        try {
            stream.writeBuffer(new ByteArrayBuffer(next))
                    .addListener(future -> work.execute(() -> written(next.length, future.isWritten())));
        } catch (IOException e) {
            fail();
        }
    }

    private void written(int octets, boolean successfully) {
        if (!successfully) {
            fail();
            return;
        }
        boolean wasFull = !hasRoom();
        unwrittenBytes.addAndGet(-octets);
        if (state == State.WRITING) {
            state = State.IDLE;
            writeNext();
        }
        if (wasFull && hasRoom()) {
            listener.roomAgain();
        }
    }

    private void fail() {
        if (state != State.OVER) {
            state = State.OVER;
            listener.failed();
        }
    }
}
