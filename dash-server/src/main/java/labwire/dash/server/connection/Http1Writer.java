package labwire.dash.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import labwire.dash.server.http.Body;
import labwire.dash.server.http.Response;

/** Writes responses to a channel in as few pieces as can be: what is copied anyway, behind the head; the rest as it is. */
final class Http1Writer {
    /** Up to here, copying costs less than one more piece. */
    private static final int MAX_COPIED_BYTES = 4_096;

    /** What is said of the connection; each ends the head. */
    static final byte[] IMPLIED = ascii("\r\n");

    static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
    static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");

    private Http1Writer() {}

    /**
     * Writes, without a flush.
     *
     * @param body the response's, or none for a HEAD
     * @param departure is told of it
     */
    static void write(
            ChannelHandlerContext context,
            Response response,
            byte[] date,
            byte[] end,
            Body body,
            BodyDeparture departure) {
        List<Body.Part> parts = body.parts();
        int copied = 0;
        int first = 0;
        while (first < parts.size() && isCopied(parts.get(first))) {
            copied += (int) parts.get(first).length();
            first++;
        }
        byte[] head = response.http1Head();
        int headBytes = head.length + date.length + end.length;
        ByteBuf buffer = context.alloc().ioBuffer(headBytes + copied);
        buffer.writeBytes(head).writeBytes(date).writeBytes(end);
        for (Body.Part part : parts.subList(0, first)) {
            buffer.writeBytes(((Body.Memory) part).bytes().duplicate());
        }
        boolean headAlone = first < parts.size() && copied == 0;
        context.write(
                buffer,
                headAlone ? context.voidPromise() : departure.piece(context, headBytes, copied, first == parts.size()));
        for (int i = first; i < parts.size(); i++) {
            Body.Part part = parts.get(i);
            Object piece = part instanceof Body.Stretch stretch
                    ? new SharedFileRegion(stretch.slice())
                    : Unpooled.wrappedBuffer(((Body.Memory) part).bytes());
            context.write(piece, departure.piece(context, 0, part.length(), i + 1 == parts.size()));
        }
    }

    /** Writes the head alone, without a flush. */
    static void writeHead(
            ChannelHandlerContext context, Response response, byte[] date, byte[] end, ChannelPromise left) {
        byte[] head = response.http1Head();
        ByteBuf buffer = context.alloc().ioBuffer(head.length + date.length + end.length);
        context.write(buffer.writeBytes(head).writeBytes(date).writeBytes(end), left);
    }

    /** Bytes on the heap are copied on their way out in any case. */
    private static boolean isCopied(Body.Part part) {
        return part instanceof Body.Memory memory
                && (part.length() <= MAX_COPIED_BYTES || memory.bytes().hasArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
