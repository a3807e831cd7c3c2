package labwire.dash.server.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.GenericProgressiveFutureListener;

/**
 * Counts the bytes of a body that is handed to the channel as a whole, as they leave: so that it is known how many did if
 * the rest never will. On the channel's event loop.
 */
final class BodyDeparture {
    /** Is told of the end. */
    @FunctionalInterface
    interface Ending {
        /** @param complete whether these are all */
        void over(long bodyBytes, boolean complete);
    }

    private final Ending ending;
    private long bodyBytes;

    BodyDeparture(Ending ending) {
        this.ending = ending;
    }

    /**
     * For a write that carries a piece; pieces are written in their order.
     *
     * @param headBytes of it that come before those of the body
     * @param last whether no piece follows
     */
    ChannelPromise piece(ChannelHandlerContext context, int headBytes, long length, boolean last) {
        ChannelProgressivePromise left = context.newProgressivePromise();
        left.addListener(new Piece(headBytes, length, last));
        return left;
    }

    private final class Piece implements GenericProgressiveFutureListener<ChannelProgressiveFuture> {
        private final int headBytes;
        private final long length;
        private final boolean last;
        private long counted;

        private Piece(int headBytes, long length, boolean last) {
            this.headBytes = headBytes;
            this.length = length;
            this.last = last;
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture left, long progress, long total) {
            count(Math.max(0, progress - headBytes));
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture left) {
            if (left.isSuccess()) {
                count(length);
            }
            if (last) {
                ending.over(bodyBytes, left.isSuccess());
            }
        }

        private void count(long soFar) {
            bodyBytes += soFar - counted;
            counted = soFar;
        }
    }
}
