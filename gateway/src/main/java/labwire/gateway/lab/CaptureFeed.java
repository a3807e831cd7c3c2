package labwire.gateway.lab;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import labwire.gateway.api.ApiFeed;
import labwire.netlab.link.capture.CaptureSink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;

/**
 * Sends a capture's blocks to a client of the API, many at once. What a client does not read in time is lost and counted;
 * the lab does not wait. Lab thread only.
 */
final class CaptureFeed implements CaptureSink {
    private static final int BATCH_BYTES = 64 << 10;
    /** Long enough to gather blocks, short enough to be seen as they come. */
    private static final Duration BATCH_TIME = Duration.ofMillis(20);

    private final LabEventLoop loop;
    private final ApiFeed.Octets client;
    private final LabTimer flush;
    private final ByteBuf batch = Unpooled.buffer(BATCH_BYTES);

    CaptureFeed(LabEventLoop loop, ApiFeed.Octets client) {
        this.loop = loop;
        this.client = client;
        this.flush = loop.newTimer(this::flush);
    }

    @Override
    public boolean hasRoom() {
        return client.hasRoom();
    }

    @Override
    public void write(byte[] block) {
        batch.writeBytes(block);
        if (batch.readableBytes() >= BATCH_BYTES) {
            flush();
        } else {
            flush.armNoLaterThan(loop.now() + BATCH_TIME.toNanos());
        }
    }

    private void flush() {
        if (batch.isReadable()) {
            client.send(ByteBufUtil.getBytes(batch));
            batch.clear();
        }
    }

    @Override
    public void end() {
        flush();
        flush.cancel();
        client.end();
    }
}
