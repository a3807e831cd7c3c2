package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLProtocolException;

/**
 * Sees the alert that ends a TLS handshake on its way out, since the TLS engine does not tell. One that is encrypted, as
 * they are after the server's hello in TLS 1.3, is known by its length, for nothing else is as short; what it says is told
 * from the engine's exception.
 *
 * <p>The records, of <a href="https://www.rfc-editor.org/rfc/rfc8446#section-6">RFC 8446 section 6</a> and section 5.2:
 *
 * <pre>
 *   0     1         3         5       6             7
 *   +-----+---------+---------+-------+-------------+
 *   | 21  | version | 2       | level | description |
 *   +-----+---------+---------+-------+-------------+----+-----+
 *   | 23  | version | 35      | level | description | 21 | 16 zeros, tag |   (from level on encrypted; a tag of 16 octets)
 *   +-----+---------+---------+-------+-------------+----+---------------+
 * </pre>
 */
final class SentAlert extends ChannelOutboundHandlerAdapter {

    private static final Pattern NAMED = Pattern.compile("\\(([a-z_]+)\\) ");
    private static final String WRONG_FINISHED = "Finished message cannot be verified";

    private static final int ALERT = 21;
    private static final int ENCRYPTED = 23;
    private static final int LENGTH = 3;
    private static final int HEADER_OCTETS = 5;
    private static final int DESCRIPTION = 6;
    private static final int RECORD_OCTETS = 7;
    /** With the padding that the JDK's engine adds to whatever is no application data. */
    private static final int ENCRYPTED_RECORD_OCTETS = 40;

    private static final int CLOSE_NOTIFY = 0;

    private int description = CLOSE_NOTIFY;
    private boolean encrypted;

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf octets) {
            if (isRecord(octets, ALERT, RECORD_OCTETS)) {
                description = octets.getUnsignedByte(octets.readerIndex() + DESCRIPTION);
            } else {
                encrypted |= isRecord(octets, ENCRYPTED, ENCRYPTED_RECORD_OCTETS);
            }
        }
        ctx.write(message, promise);
    }

    private static boolean isRecord(ByteBuf octets, int type, int recordOctets) {
        int start = octets.readerIndex();
        return octets.readableBytes() == recordOctets
                && octets.getUnsignedByte(start) == type
                && octets.getUnsignedShort(start + LENGTH) == recordOctets - HEADER_OCTETS;
    }

    /**
     * The alert's name; empty if there was none but the word that there is no more to come.
     *
     * @param cause why the engine ended the handshake
     */
    Optional<String> name(Throwable cause) {
        if (description != CLOSE_NOTIFY) {
            return Optional.of(name(description));
        }
        return encrypted ? encryptedName(cause) : Optional.empty();
    }

    /** What the JDK's engine sends where it throws this; empty where it sends close_notify, or is not known. */
    private static Optional<String> encryptedName(Throwable cause) {
        Matcher named = NAMED.matcher(String.valueOf(cause.getMessage()));
        if (named.lookingAt()) {
            return Optional.of(named.group(1)); // Later JDKs say it.
        }
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof AEADBadTagException) {
                return Optional.of("bad_record_mac");
            }
            if (reason instanceof CertificateException) {
                return Optional.of("certificate_unknown");
            }
            if (reason instanceof SSLProtocolException) {
                return Optional.of("unexpected_message");
            }
            if (String.valueOf(reason.getMessage()).contains(WRONG_FINISHED)) {
                return Optional.of("decrypt_error");
            }
        }
        return Optional.of("(encrypted)");
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
