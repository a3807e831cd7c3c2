package labwire.gateway.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

/** Sends an {@link ApiDownload}, a piece at a time: the next one is read when the last one has left. */
final class DownloadPump {
    private static final int PIECE_BYTES = 64 << 10;

    private final Channel channel;
    private final ApiDownload download;

    DownloadPump(Channel channel, ApiDownload download) {
        this.channel = channel;
        this.download = download;
    }

    /** Asks for the next piece. */
    void next() {
        try {
            download.reading().execute(this::send);
        } catch (RejectedExecutionException e) {
            end(channel.close());
        }
    }

    private void send() {
        byte[] piece;
        try {
            piece = download.octets().readNBytes(PIECE_BYTES);
        } catch (IOException e) {
            end(channel.close());
            return;
        }
        if (piece.length == 0) {
            end(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE));
            return;
        }
        var unused = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece)))
                .addListener(sent -> {
                    if (sent.isSuccess()) {
                        next();
                    } else {
                        end(channel.close());
                    }
                });
    }

    private void end(ChannelFuture last) {
        var unused = last.addListener(over -> download.octets().close());
    }
}
