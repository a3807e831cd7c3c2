package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import labwire.smtp.client.SenderException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message's octets a piece at a time: read on an executor, written on the channel's event loop, and the next read
 * only when the one before has left. So a message of any size takes the memory of two pieces.
 */
final class ContentPump {

    static final int PIECE_OCTETS = 32 << 10;

    private final Channel channel;
    private final OutgoingMessage.Source source;
    private final Executor reads;
    private final Runnable progress;
    private final DotStuffer stuffer = new DotStuffer();
    private final byte[] piece = new byte[PIECE_OCTETS];
    /** Of the reading executor alone, which works on one piece at a time. */
    private @Nullable InputStream in;

    private boolean lastHandedOver = true;
    private volatile boolean closed;

    /** @param progress run on the event loop whenever a piece was handed to the channel */
    ContentPump(Channel channel, OutgoingMessage.Source source, Executor reads, Runnable progress) {
        this.channel = channel;
        this.source = source;
        this.reads = reads;
        this.progress = progress;
    }

    /** Whether all that was asked for was handed to the channel, so that a reply to it may come. */
    boolean hasHandedOver() {
        return lastHandedOver;
    }

    /** Sends all of the message, dots doubled, and its end. */
    Future<Void> text() {
        Promise<Void> sent = channel.eventLoop().newPromise();
        lastHandedOver = false;
        nextOfText(sent);
        return sent;
    }

    private void nextOfText(Promise<Void> sent) {
        read(PIECE_OCTETS, sent, count -> {
            ByteBuf out = stuffer.encode(channel.alloc(), piece, count);
            boolean last = count < PIECE_OCTETS;
            if (last) {
                stuffer.finish(out);
            }
            write(out, last, sent, () -> nextOfText(sent));
        });
    }

    /** Sends a command and the message's next octets as they are. */
    Future<Void> chunk(String command, long octets) {
        Promise<Void> sent = channel.eventLoop().newPromise();
        lastHandedOver = false;
        ByteBuf line = channel.alloc().buffer(command.length());
        line.writeCharSequence(command, StandardCharsets.US_ASCII);
        if (octets == 0) {
            write(line, true, sent, () -> {});
        } else {
            write(line, false, sent, () -> nextOfChunk(octets, sent));
        }
        return sent;
    }

    private void nextOfChunk(long octets, Promise<Void> sent) {
        int wanted = (int) Math.min(octets, PIECE_OCTETS);
        read(wanted, sent, count -> {
            if (count < wanted) {
                sent.tryFailure(new SenderException(
                        Problem.CONTENT, "the message ends " + (octets - count) + " octets before its end"));
                return;
            }
            ByteBuf out = channel.alloc().buffer(count).writeBytes(piece, 0, count);
            write(out, octets == count, sent, () -> nextOfChunk(octets - count, sent));
        });
    }

    private interface Taker {
        void take(int count);
    }

    private void read(int wanted, Promise<Void> sent, Taker taker) {
        try {
            reads.execute(() -> {
                int count;
                try {
                    InputStream open = in;
                    if (open == null) {
                        open = source.open();
                        in = open;
                    }
                    count = open.readNBytes(piece, 0, wanted);
                } catch (IOException | RuntimeException e) {
                    fail(sent, e);
                    return;
                }
                channel.eventLoop().execute(() -> {
                    if (!closed) {
                        taker.take(count);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            fail(sent, e);
        }
    }

    private void fail(Promise<Void> sent, Exception cause) {
        sent.tryFailure(
                new SenderException(Problem.CONTENT, "the message cannot be read: " + cause.getMessage(), cause));
    }

    private void write(ByteBuf out, boolean last, Promise<Void> sent, Runnable next) {
        lastHandedOver = last;
        progress.run();
        channel.writeAndFlush(out).addListener((Future<Void> written) -> {
            if (!written.isSuccess()) {
                sent.tryFailure(written.cause());
            } else if (last) {
                sent.trySuccess(null);
            } else {
                next.run();
            }
        });
    }

    /** Sends no more, and closes the message. */
    void close() {
        closed = true;
        try {
            reads.execute(this::closeInput);
        } catch (RejectedExecutionException e) {
            closeInput();
        }
    }

    private void closeInput() {
        InputStream open = in;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It was read only.
            }
        }
    }
}
