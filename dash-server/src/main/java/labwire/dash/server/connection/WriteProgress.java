package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client takes what it asked for: looked at once a window. What left is told from what the channel's outbound
 * buffer still has, so that it costs nothing in between.
 */
final class WriteProgress {
    private final Channel channel;
    private final long minBytes;
    private boolean completed;
    private int lastSize;
    private long lastProgress;

    /** @param minBytes of one write that must leave within a window in which none is completed */
    WriteProgress(Channel channel, long minBytes) {
        this.channel = channel;
        this.minBytes = minBytes;
    }

    /** A window begins. */
    void restart() {
        completed = false;
        lastSize = 0;
        lastProgress = 0;
    }

    /** A write has left as a whole. */
    void completed() {
        completed = true;
    }

    /**
     * Ends a window and begins the next.
     *
     * @param mayWait whether it is enough that there is nothing to take, as while a fault holds the response back
     */
    boolean isEnough(boolean mayWait) {
        @Nullable ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null) {
            return false;
        }
        int size = buffer.size();
        long current = buffer.currentProgress();
        boolean enough = completed || mayWait && size == 0 || size < lastSize || current - lastProgress >= minBytes;
        completed = false;
        lastSize = size;
        lastProgress = current;
        return enough;
    }
}
