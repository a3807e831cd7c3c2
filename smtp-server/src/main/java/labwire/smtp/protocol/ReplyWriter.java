package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * Sends replies: gathered until the input is used up, so that those to pipelined commands leave together; or, where the
 * session's manner says so, in a slow drip.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel.
final class ReplyWriter {

    /** What is gathered goes on to the channel, whose writability the connection minds, from here on. */
    private static final int GATHERED_OCTETS = 8 * 1024;

    private static final int FIRST_OCTETS = 256;

    /** A drip faster than this leaves several octets at a time. */
    private static final int DRIPS_PER_SECOND = 10;

    private final ChannelHandlerContext context;
    private final Runnable dripped;
    private @Nullable ByteBuf gathered;
    private OptionalInt dripOctetsPerSecond = OptionalInt.empty();
    private @Nullable Future<?> drip;

    /** @param dripped run when the last octet of a drip is on its way; not if that is so within {@link #flush} */
    ReplyWriter(ChannelHandlerContext context, Runnable dripped) {
        this.context = context;
        this.dripped = dripped;
    }

    void drip(int octetsPerSecond) {
        dripOctetsPerSecond = OptionalInt.of(octetsPerSecond);
    }

    void write(SmtpReply reply) {
        if (gathered == null) {
            gathered = context.alloc().buffer(FIRST_OCTETS);
        }
        reply.writeTo(gathered);
        if (dripOctetsPerSecond.isEmpty() && gathered.readableBytes() >= GATHERED_OCTETS) {
            context.write(gathered);
            gathered = null;
        }
    }

    /** Sends what was gathered; what is to drip, in its time. */
    void flush() {
        if (gathered == null) {
            context.flush();
        } else if (dripOctetsPerSecond.isEmpty()) {
            ByteBuf all = gathered;
            gathered = null;
            context.writeAndFlush(all);
        } else if (drip == null) {
            dripNext(dripOctetsPerSecond.getAsInt());
        }
    }

    /** Whether there are replies that go out in their own time. */
    boolean isDripping() {
        return gathered != null && dripOctetsPerSecond.isPresent();
    }

    private void dripNext(int octetsPerSecond) {
        drip = null;
        ByteBuf rest = gathered;
        if (rest == null) {
            return;
        }
        int octets = Math.min(Math.max(1, octetsPerSecond / DRIPS_PER_SECOND), rest.readableBytes());
        context.writeAndFlush(rest.readRetainedSlice(octets));
        if (rest.isReadable()) {
            long pauseNanos = TimeUnit.SECONDS.toNanos(octets) / octetsPerSecond;
            drip = context.executor().schedule(() -> dripOn(octetsPerSecond), pauseNanos, TimeUnit.NANOSECONDS);
        } else {
            gathered = null;
            rest.release();
        }
    }

    private void dripOn(int octetsPerSecond) {
        dripNext(octetsPerSecond);
        if (!isDripping()) {
            dripped.run();
        }
    }

    /** The connection is gone. */
    void release() {
        if (drip != null) {
            drip.cancel(false);
            drip = null;
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
