package labwire.dash.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2CodecUtil;

/**
 * How far a connection's first bytes are the preface by which a client says that it knows the server to speak HTTP/2 (<a
 * href="https://www.rfc-editor.org/rfc/rfc9113#section-3.3">RFC 9113 section 3.3</a>). It is made so that no HTTP/1.1
 * server takes it for a request.
 */
enum Http2Preface {
    ABSENT,
    /** So far it is; nothing at all is the beginning of everything. */
    BEGUN,
    WHOLE;

    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(Http2CodecUtil.connectionPrefaceBuf());

    static Http2Preface in(ByteBuf input) {
        int common = Math.min(input.readableBytes(), PREFACE.readableBytes());
        if (!ByteBufUtil.equals(input, input.readerIndex(), PREFACE, 0, common)) {
            return ABSENT;
        }
        return common < PREFACE.readableBytes() ? BEGUN : WHOLE;
    }
}
