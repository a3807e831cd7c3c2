package labwire.dash.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import labwire.dash.server.fault.FaultPlan;
import labwire.dash.server.http.Body;
import org.jspecify.annotations.Nullable;

/**
 * Sends a response piece by piece: no faster than the channel takes it, and with the faults that befall it. On the
 * channel's event loop alone; files are read there, in small pieces.
 */
final class BodySender {
    /** Two TLS records; the most that is read ahead of a client, besides the channel's own buffer. */
    static final int PIECE_BYTES = 32_768;

    /** How it ended. */
    enum Ending {
        COMPLETE,
        /** As a fault would have it: the rest is not to be sent. */
        TRUNCATED,
        /** The client is gone, or a file could not be read. */
        FAILED
    }

    /** How pieces become what the channel carries. */
    interface Outlet {
        /** @param last whether no piece follows */
        void head(boolean last, ChannelPromise left);

        void piece(ByteBuf bytes, boolean last, ChannelPromise left);

        /** A piece of this many bytes has left. */
        void left(int bytes);

        /** Called once. */
        void over(Ending ending);
    }

    private enum State {
        /** Waits for {@link #start}, or for the delay that is a fault. To SENDING. */
        DELAYED,
        /** Writes pieces as the channel lets it. To WAITING, ENDING. */
        SENDING,
        /** Until a timer: for a stall to end, or for a turn. To SENDING. */
        WAITING,
        /** All is written that will be; it leaves. To OVER. */
        ENDING,
        OVER
    }

    private final ChannelHandlerContext context;
    private final Body body;
    private final FaultPlan plan;
    private final Outlet outlet;
    private final long end;
    private State state = State.DELAYED;
    private boolean stalled;
    /** A piece whose turn has come. */
    private int granted;

    private int part;
    private long inPart;
    private long sent;
    private @Nullable Future<?> timer;

    BodySender(ChannelHandlerContext context, Body body, FaultPlan plan, Outlet outlet) {
        this.context = context;
        this.body = body;
        this.plan = plan;
        this.outlet = outlet;
        this.end = Math.min(body.length(), plan.truncateAfter());
    }

    void start() {
        if (plan.delay().isZero()) {
            begin();
        } else {
            schedule(plan.delay().toNanos(), this::begin);
        }
    }

    private void begin() {
        boolean bodyless = body.length() == 0;
        state = end == 0 ? State.ENDING : State.SENDING;
        outlet.head(bodyless, promise(0, end == 0));
        pump();
    }

    /** Goes on, if it can. Flushes. */
    void pump() {
        while (state == State.SENDING && context.channel().isWritable()) {
            if (sent >= plan.stallAfter() && !stalled) {
                stalled = true;
                await(plan.stallFor().toNanos());
            } else if (granted == 0) {
                grant();
            } else {
                writePiece();
            }
        }
        context.flush();
    }

    /** Finds how much the next piece may be, and when. */
    private void grant() {
        long most = Math.min(end - sent, plan.isPaced() ? plan.pieceBytes() : PIECE_BYTES);
        if (!stalled) {
            most = Math.min(most, plan.stallAfter() - sent);
        }
        granted = (int) most;
        if (plan.isPaced()) {
            long wait = plan.take(granted, context.executor().ticker().nanoTime());
            if (wait > 0) {
                await(wait);
            }
        }
    }

    private void await(long nanos) {
        state = State.WAITING;
        schedule(nanos, () -> {
            state = State.SENDING;
            pump();
        });
    }

    private void writePiece() {
        Body.Part current = body.parts().get(part);
        int count = (int) Math.min(granted, current.length() - inPart);
        ByteBuf bytes;
        try {
            bytes = read(current, count);
        } catch (IOException e) {
            finish(Ending.FAILED);
            return;
        }
        granted -= count;
        inPart += count;
        sent += count;
        if (inPart == current.length()) {
            part++;
            inPart = 0;
        }
        boolean ends = sent == end;
        if (ends) {
            state = State.ENDING;
        }
        outlet.piece(bytes, sent == body.length(), promise(count, ends));
    }

    private ByteBuf read(Body.Part current, int count) throws IOException {
        if (current instanceof Body.Memory memory) {
            ByteBuffer all = memory.bytes();
            return Unpooled.wrappedBuffer(all.slice(all.position() + (int) inPart, count));
        }
        var slice = ((Body.Stretch) current).slice();
        ByteBuf bytes = context.alloc().ioBuffer(count, count);
        try {
            slice.file().read(slice.position() + inPart, bytes.internalNioBuffer(0, count));
            return bytes.writerIndex(count);
        } catch (IOException e) {
            bytes.release();
            throw e;
        }
    }

    private ChannelPromise promise(int count, boolean ends) {
        ChannelPromise left = context.newPromise();
        left.addListener(done -> {
            if (done.isSuccess()) {
                outlet.left(count);
            }
            if (!done.isSuccess()) {
                finish(Ending.FAILED);
            } else if (ends) {
                finish(end < body.length() ? Ending.TRUNCATED : Ending.COMPLETE);
            }
        });
        return left;
    }

    private void schedule(long nanos, Runnable next) {
        timer = context.executor().schedule(next, nanos, TimeUnit.NANOSECONDS);
    }

    /** The channel is closed. */
    void cancel() {
        finish(Ending.FAILED);
    }

    private void finish(Ending ending) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        if (timer != null) {
            timer.cancel(false);
        }
        outlet.over(ending);
    }
}
