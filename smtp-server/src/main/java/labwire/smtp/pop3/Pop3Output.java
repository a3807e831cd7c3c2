package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import java.util.Collections;
import java.util.Iterator;

/** Writes what a session sends, and tells the trace of it; does not flush. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel.
final class Pop3Output {

    /** Of a listing, written at a time; the line that reaches them is the last. */
    private static final int LISTING_OCTETS = 8 * 1024;

    private final ChannelHandlerContext context;
    private final Pop3Trace trace;

    private Iterator<String> listing = Collections.emptyIterator();

    Pop3Output(ChannelHandlerContext context, Pop3Trace trace) {
        this.context = context;
        this.trace = trace;
    }

    void line(String line) {
        trace.reply(line);
        context.write(ByteBufUtil.writeUtf8(context.alloc(), line + "\r\n"));
    }

    /** Writes the line before a listing, which {@link #listOn} goes on with. */
    void beginListing(Pop3Step.Listing list) {
        line(list.line());
        listing = list.lines();
    }

    /** Writes some more lines of the listing, with the dot behind the last; whether that was the last. */
    boolean listOn() {
        StringBuilder text = new StringBuilder();
        while (listing.hasNext() && text.length() < LISTING_OCTETS) {
            text.append(listing.next()).append("\r\n");
        }
        boolean ends = !listing.hasNext();
        if (ends) {
            text.append(".\r\n");
        }
        octets(ByteBufUtil.writeUtf8(context.alloc(), text));
        return ends;
    }

    /** Writes a piece that no transcript repeats. */
    void octets(ByteBuf piece) {
        trace.sent(piece.readableBytes());
        context.write(piece);
    }
}
