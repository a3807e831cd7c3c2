package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.Optional;

/**
 * Sees the alert that ends a TLS handshake on its way out, since the TLS engine does not tell. One that is encrypted goes
 * unseen: after the server's hello, in TLS 1.3.
 *
 * <p>The record, of <a href="https://www.rfc-editor.org/rfc/rfc8446#section-6">RFC 8446 section 6</a>:
 *
 * <pre>
 *   0     1         3         5       6             7
 *   +-----+---------+---------+-------+-------------+
 *   | 21  | version | 2       | level | description |
 *   +-----+---------+---------+-------+-------------+
 * </pre>
 */
final class SentAlert extends ChannelOutboundHandlerAdapter {

    private static final int ALERT = 21;
    private static final int LENGTH = 3;
    private static final int DESCRIPTION = 6;
    private static final int RECORD_OCTETS = 7;
    private static final int CLOSE_NOTIFY = 0;

    private int description = CLOSE_NOTIFY;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf octets && isAlert(octets)) {
            description = octets.getUnsignedByte(octets.readerIndex() + DESCRIPTION);
        }
        ctx.write(message, promise);
    }

    private static boolean isAlert(ByteBuf octets) {
        int start = octets.readerIndex();
        return octets.readableBytes() == RECORD_OCTETS
                && octets.getUnsignedByte(start) == ALERT
                && octets.getUnsignedShort(start + LENGTH) == RECORD_OCTETS - LENGTH - 2;
    }

    /** The alert's name; empty if there was none but the word that there is no more to come. */
    Optional<String> name() {
        return description == CLOSE_NOTIFY ? Optional.empty() : Optional.of(name(description));
    }

    /** RFC 8446 appendix B.2; those a server may send before it is sure of its client. */
    private static String name(int description) {
        return switch (description) {
            case 10 -> "unexpected_message";
            case 20 -> "bad_record_mac";
            case 22 -> "record_overflow";
            case 40 -> "handshake_failure";
            case 47 -> "illegal_parameter";
            case 50 -> "decode_error";
            case 51 -> "decrypt_error";
            case 70 -> "protocol_version";
            case 71 -> "insufficient_security";
            case 80 -> "internal_error";
            case 86 -> "inappropriate_fallback";
            case 109 -> "missing_extension";
            case 110 -> "unsupported_extension";
            case 112 -> "unrecognized_name";
            case 120 -> "no_application_protocol";
            default -> "number " + description;
        };
    }
}
