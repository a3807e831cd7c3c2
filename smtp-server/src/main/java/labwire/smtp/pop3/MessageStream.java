package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import labwire.smtp.mailbox.MailboxStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message off the disk piece by piece, each when it is asked for, so that a message takes no more memory than a
 * piece, however large it is and however slow its reader. Reads on an executor, tells its sink on the event loop.
 */
final class MessageStream {

    /** Who is told; on the event loop. */
    interface Sink {

        /** @param octets dots stuffed; the sink's to release */
        void piece(ByteBuf octets, boolean last);

        /** There is no such message; instead of a first piece. */
        void gone();

        void failed(Throwable cause);
    }

    /** Of a message, read at a time. */
    static final int PIECE_OCTETS = 16 * 1024;

    private final MailboxStore mailboxes;
    private final Pop3Step.Send what;
    private final DotStuffer stuffer;
    private final Executor disk;
    private final EventExecutor loop;
    private final ByteBufAllocator buffers;
    private final Sink sink;

    /** For the executor. */
    private @Nullable InputStream source;
    /** For the event loop, as is what follows. */
    private boolean reading;

    private boolean unwanted;

    MessageStream(
            MailboxStore mailboxes,
            Pop3Step.Send what,
            Executor disk,
            EventExecutor loop,
            ByteBufAllocator buffers,
            Sink sink) {
        this.mailboxes = mailboxes;
        this.what = what;
        this.stuffer = new DotStuffer(what.bodyLines());
        this.disk = disk;
        this.loop = loop;
        this.buffers = buffers;
        this.sink = sink;
    }

    /** Whether a piece was asked for and has not come. */
    boolean isReading() {
        return reading;
    }

    /** Asks for the next piece. */
    void request() {
        reading = true;
        try {
            disk.execute(this::read);
        } catch (RejectedExecutionException e) {
            tell(() -> sink.failed(e));
        }
    }

    /** No more pieces are wanted. */
    void close() {
        unwanted = true;
        if (!reading) {
            closeSource();
        }
    }

    private void read() {
        try {
            InputStream in = source;
            if (in == null) {
                Optional<InputStream> opened =
                        mailboxes.read(what.mailbox(), what.message().uid());
                if (opened.isEmpty()) {
                    tell(sink::gone);
                    return;
                }
                in = opened.get();
                source = in;
            }
            byte[] octets = new byte[PIECE_OCTETS];
            int length = in.readNBytes(octets, 0, octets.length);
            // Dots are rare; a piece of nothing but lines that begin with one makes the buffer grow.
            ByteBuf piece = buffers.buffer(length + 64);
            stuffer.write(octets, length, piece);
            boolean last = length < PIECE_OCTETS || stuffer.isOver();
            if (last) {
                stuffer.end(piece);
                in.close();
            }
            deliver(piece, last);
        } catch (IOException | RuntimeException e) {
            tell(() -> sink.failed(e));
        }
    }

    private void deliver(ByteBuf piece, boolean last) {
        try {
            loop.execute(() -> {
                reading = false;
                if (unwanted) {
                    piece.release();
                    closeSource();
                } else {
                    sink.piece(piece, last);
                }
            });
        } catch (RejectedExecutionException e) {
            piece.release();
        }
    }

    private void tell(Runnable what) {
        loop.execute(() -> {
            reading = false;
            if (unwanted) {
                closeSource();
            } else {
                what.run();
            }
        });
    }

    private void closeSource() {
        if (source != null) {
            try {
                disk.execute(this::closeOnDisk);
            } catch (RejectedExecutionException e) {
                closeOnDisk();
            }
        }
    }

    private void closeOnDisk() {
        try {
            if (source != null) {
                source.close();
            }
        } catch (IOException e) {
            // It was only read: nothing is lost with it.
        }
    }
}
