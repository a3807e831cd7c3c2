package labwire.netlab.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.io.IOException;
import labwire.netlab.stack.tcp.TcpSocket;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a stream channel: moves bytes from the socket into the pipeline when, and only when, the
 * pipeline has asked to read. What is not asked for stays in the socket's receive buffer and closes the window.
 *
 * <p>Reads start from the end of a turn or from a task of their own, never from within a handler's call.
 */
final class StreamInput {
    private enum State {
        /** Bytes may come. To SHUT_DOWN, or the channel closes. */
        OPEN,
        /** The peer has ended, or we listen no more; the pipeline knows. To END_REPORTED. */
        SHUT_DOWN,
        /** The pipeline has been told that there is nothing to read any more. Last. */
        END_REPORTED
    }

    private final LabSocketChannel channel;
    private final Runnable readTask = this::runReadTask;
    private volatile State state = State.OPEN;
    /** Netty's read request: one read() is answered by one batch. */
    private boolean readPending;
    /** True from a read() until a batch ends with neither a new request nor autoRead; as a selector's OP_READ. */
    private boolean interested;

    private boolean readTaskQueued;
    private @Nullable IOException failure;

    StreamInput(LabSocketChannel channel) {
        this.channel = channel;
    }

    boolean isShutDown() {
        return state != State.OPEN;
    }

    void beginRead() {
        readPending = true;
        interested = true;
        if (hasNews()) {
            queueRead();
        }
    }

    void stopReading() {
        readPending = false;
        interested = false;
    }

    /** Bytes, or the end, have come. Called at the end of a turn. */
    void readable() {
        if (interested && channel.isActive() && channel.isRegistered() && hasNews()) {
            readBatch();
        }
    }

    /** The connection is gone. Pending bytes are still delivered if somebody reads; then the pipeline hears of it. */
    void failed(IOException cause) {
        failure = cause;
        resume();
    }

    /** Catches up with what happened before the channel was registered, or with a failure. */
    void resume() {
        if (channel.isRegistered() && (failure != null || interested && hasNews())) {
            queueRead();
        }
    }

    /** As {@code shutdown(SHUT_RD)}: what comes from now on is not delivered. */
    void shutDown() {
        if (state == State.OPEN) {
            state = State.SHUT_DOWN;
            channel.socket().shutdownInput();
            if (interested) {
                queueRead();
            }
        }
    }

    private boolean hasNews() {
        return failure != null
                || state == State.SHUT_DOWN
                || channel.socket().readableBytes() > 0
                || channel.socket().isInputFinished();
    }

    private void queueRead() {
        if (!readTaskQueued) {
            readTaskQueued = true;
            channel.eventLoop().execute(readTask);
        }
    }

    private void runReadTask() {
        readTaskQueued = false;
        if (channel.isActive() && (failure != null || interested && hasNews())) {
            readBatch();
        }
    }

    private void readBatch() {
        if (state == State.END_REPORTED
                || state == State.SHUT_DOWN && !channel.config().isAllowHalfClosure()) {
            stopReading();
            reportFailure();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        ExtendedHandle handle = (ExtendedHandle) channel.unsafe().recvBufAllocHandle();
        handle.reset(channel.config());
        boolean ended = interested && readUntilEmpty(pipeline, handle);
        handle.readComplete();
        pipeline.fireChannelReadComplete();
        if (ended) {
            readPending = false;
            reportEnd(pipeline);
        }
        if (!readPending && !channel.config().isAutoRead()) {
            interested = false;
        }
        if (!channel.isActive()) {
            return;
        }
        if (failure != null && !(interested && channel.socket().readableBytes() > 0)) {
            reportFailure();
        } else if (interested && state != State.END_REPORTED && hasNews()) {
            queueRead();
        }
    }

    /** Returns true if the end of input has been reached. */
    private boolean readUntilEmpty(ChannelPipeline pipeline, ExtendedHandle handle) {
        TcpSocket socket = channel.socket();
        do {
            if (!channel.isActive()) {
                return false;
            }
            if (state != State.OPEN || socket.readableBytes() == 0) {
                boolean ended = state != State.OPEN || socket.isInputFinished();
                handle.lastBytesRead(ended ? -1 : 0);
                return ended;
            }
            ByteBuf buffer = handle.allocate(channel.config().getAllocator());
            int room = buffer.writableBytes();
            handle.attemptedBytesRead(room);
            int count = socket.read(buffer.internalNioBuffer(buffer.writerIndex(), room));
            buffer.writerIndex(buffer.writerIndex() + count);
            handle.lastBytesRead(count);
            handle.incMessagesRead(1);
            readPending = false;
            pipeline.fireChannelRead(buffer);
        } while (handle.continueReading());
        return false;
    }

    private void reportEnd(ChannelPipeline pipeline) {
        if (!channel.isActive()) {
            return;
        }
        if (state == State.SHUT_DOWN) {
            state = State.END_REPORTED;
            pipeline.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        } else if (channel.config().isAllowHalfClosure()) {
            state = State.SHUT_DOWN;
            pipeline.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            channel.unsafe().close(channel.voidPromise());
        }
    }

    private void reportFailure() {
        IOException cause = failure;
        if (cause != null && channel.isActive()) {
            channel.pipeline().fireExceptionCaught(cause);
            channel.closeBecause(cause);
        }
    }
}
