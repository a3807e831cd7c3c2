package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One side of a forwarded connection: a channel, on its own loop, and its peer on another.
 *
 * <pre>
 *   channel --read--> received() --execute--> peer.write() --> peer's channel
 *                     credit falls            the write is done
 *           <--read-- credited() <-execute--- credit comes back
 * </pre>
 *
 * <p>A leg reads while it has credit for a whole read, so at most {@link #CREDIT_BYTES} wait at the other side. The end
 * of its input becomes the end of the peer's output, once all before it is written; a failure becomes a reset.
 *
 * <p>Everything happens on this leg's loop, except for the calls to the peer, which are tasks on the peer's. Both
 * transports copy between their buffers and what they send or have received, so a buffer that is handed over has one
 * owner.
 */
final class ForwardLeg extends ChannelInboundHandlerAdapter {
    /** What may wait at the other side. */
    static final int CREDIT_BYTES = 256 * 1024;
    /** The most that one read gives. */
    static final int READ_BYTES = 64 * 1024;
    /** Credit goes back in lumps of this size, or when nothing waits. */
    private static final int RETURN_BYTES = 64 * 1024;

    private enum State {
        /** Not connected, or not told to start. To OPEN, WAITING_INPUT_ENDED or CLOSED. */
        WAITING,
        /**
         * As WAITING, but we have seen the end of input: epoll reports it, after all that came before it, without being
         * asked to read. To INPUT_ENDED or CLOSED.
         */
        WAITING_INPUT_ENDED,
        /** Both ways are open. To INPUT_ENDED, OUTPUT_ENDED or CLOSED. */
        OPEN,
        /** We have seen the end of input. To CLOSED. */
        INPUT_ENDED,
        /** We have ended our output. To CLOSED. */
        OUTPUT_ENDED,
        /** Last. */
        CLOSED
    }

    private final EventLoop loop;
    private @Nullable ForwardLeg peer;
    private @Nullable Channel channel;
    private State state = State.WAITING;

    /** Bytes given to the peer for which credit has not come back. */
    private int uncreditedBytes;

    /**
     * What came from the peer before we started: nothing is asked for by then, so no more than the socket's own buffer
     * held when epoll reported the end of input.
     */
    private final Queue<ByteBuf> early = new ArrayDeque<>();

    private boolean reading;
    /** Bytes from the peer that the channel has not written yet. */
    private int unwrittenBytes;
    /** Bytes written for which the peer has no credit back yet. */
    private int writtenBytes;

    private boolean peerEnded;

    private ForwardLeg(EventLoop loop) {
        this.loop = loop;
    }

    /** Two legs of one connection, each on its loop. */
    static ForwardLeg pair(EventLoop outside, EventLoop inside) {
        ForwardLeg outer = new ForwardLeg(outside);
        ForwardLeg inner = new ForwardLeg(inside);
        outer.peer = inner;
        inner.peer = outer;
        return outer;
    }

    /** What a read of either channel takes. */
    static RecvByteBufAllocator readSizes() {
        return new AdaptiveRecvByteBufAllocator(1024, 4096, READ_BYTES);
    }

    ForwardLeg peer() {
        if (peer == null) {
            throw new IllegalStateException("peer: none (expected: the other leg)");
        }
        return peer;
    }

    /** Begins to read, on the leg's own loop: both channels are connected. */
    void start() {
        loop.execute(() -> {
            if (isWaiting()) {
                state = state == State.WAITING ? State.OPEN : State.INPUT_ENDED;
                early.forEach(this::write);
                early.clear();
                endOutputWhenWritten();
                readWithinCredit();
            }
        });
    }

    /** Resets the channel, on the leg's own loop: the other side failed. */
    void reset() {
        run(() -> close(true));
    }

    /** Closes the channel in order, on the leg's own loop. */
    void close() {
        run(() -> close(false));
    }

    /**
     * Runs something on the leg's loop. When the lab stops, one loop ends before the other: what is handed to it then is
     * of no use to anybody any more.
     *
     * @return false if the loop has ended
     */
    private boolean run(Runnable work) {
        try {
            loop.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private boolean isWaiting() {
        return state == State.WAITING || state == State.WAITING_INPUT_ENDED;
    }

    /** On the leg's loop. */
    boolean isClosed() {
        return state == State.CLOSED;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = false;
        if (state == State.CLOSED || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        uncreditedBytes += bytes.readableBytes();
        ForwardLeg other = peer();
        if (!other.run(() -> other.write(bytes))) {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readWithinCredit();
    }

    private void readWithinCredit() {
        boolean open = state == State.OPEN || state == State.OUTPUT_ENDED;
        if (open && !reading && uncreditedBytes <= CREDIT_BYTES - READ_BYTES) {
            reading = true;
            requireChannel().read();
        }
    }

    private void credited(int bytes) {
        uncreditedBytes -= bytes;
        readWithinCredit();
    }

    private void write(ByteBuf bytes) {
        if (state == State.CLOSED) {
            bytes.release();
            return;
        }
        if (isWaiting()) {
            early.add(bytes);
            return;
        }
        int count = bytes.readableBytes();
        unwrittenBytes += count;
        requireChannel().writeAndFlush(bytes).addListener(done -> written(count));
    }

    private void written(int count) {
        unwrittenBytes -= count;
        writtenBytes += count;
        if (writtenBytes >= RETURN_BYTES || unwrittenBytes == 0) {
            int credit = writtenBytes;
            writtenBytes = 0;
            ForwardLeg other = peer();
            other.run(() -> other.credited(credit));
        }
        endOutputWhenWritten();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ForwardLeg other = peer();
            other.run(() -> {
                other.peerEnded = true;
                other.endOutputWhenWritten();
            });
            ended(State.OUTPUT_ENDED, State.INPUT_ENDED);
        }
    }

    private void endOutputWhenWritten() {
        if (peerEnded && unwrittenBytes == 0 && (state == State.OPEN || state == State.INPUT_ENDED)) {
            ((DuplexChannel) requireChannel())
                    .shutdownOutput()
                    .addListener(done -> ended(State.INPUT_ENDED, State.OUTPUT_ENDED));
        }
    }

    /** One way has ended: closes if the other has, too. */
    private void ended(State otherEnded, State thisEnded) {
        if (state == otherEnded) {
            close(false);
        } else if (state == State.OPEN) {
            state = thisEnded;
        } else if (state == State.WAITING) {
            state = State.WAITING_INPUT_ENDED;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed();
    }

    /** Called when this side breaks, or ends in another way than by the ends of both ways. */
    private void failed() {
        if (state != State.CLOSED) {
            close(true);
            peer().reset();
        }
    }

    private void close(boolean reset) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        early.forEach(ByteBuf::release);
        early.clear();
        if (channel != null) {
            if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private Channel requireChannel() {
        if (channel == null) {
            throw new IllegalStateException("channel: none in state " + state + " (expected: one)");
        }
        return channel;
    }
}
