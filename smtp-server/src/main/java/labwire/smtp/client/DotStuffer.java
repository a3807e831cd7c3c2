package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes a message fit for DATA, piece by piece: every line ended by CRLF, a dot doubled where it starts a line, and the
 * line with a dot alone at the end (<a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2">RFC 5321 section
 * 4.5.2</a>).
 *
 * <pre>
 *   LINE_START ──any──→ IN_LINE ──CR, LF──→ (CRLF) AFTER_CR, LINE_START
 *   AFTER_CR ──LF──→ LINE_START       AFTER_CR ──any other──→ as at LINE_START
 * </pre>
 */
final class DotStuffer {

    private enum State {
        LINE_START,
        IN_LINE,
        /** At the beginning of a line too; an LF here belongs to the CR before. */
        AFTER_CR
    }

    /** CRLF, and the line with a dot alone. */
    private static final int END_OCTETS = 5;

    private State state = State.LINE_START;
    private byte[] encoded = new byte[0];

    /** The first {@code count} octets of a piece as they go over the wire, at most twice as many. */
    ByteBuf encode(ByteBufAllocator allocator, byte[] piece, int count) {
        if (encoded.length < 2 * count) {
            encoded = new byte[2 * count];
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            byte octet = piece[i];
            if (octet == '\n' && state == State.AFTER_CR) {
                state = State.LINE_START;
            } else if (octet == '\n' || octet == '\r') {
                encoded[length++] = '\r';
                encoded[length++] = '\n';
                state = octet == '\r' ? State.AFTER_CR : State.LINE_START;
            } else {
                if (octet == '.' && state != State.IN_LINE) {
                    encoded[length++] = '.';
                }
                encoded[length++] = octet;
                state = State.IN_LINE;
            }
        }
        return allocator.buffer(length + END_OCTETS).writeBytes(encoded, 0, length);
    }

    /** Adds the end of the text. */
    void finish(ByteBuf out) {
        if (state == State.IN_LINE) {
            out.writeByte('\r').writeByte('\n');
        }
        out.writeByte('.').writeByte('\r').writeByte('\n');
    }

    /** How many octets a message has once its lines end in CRLF; doubled dots do not count (RFC 1870 section 3). */
    static long size(byte[] message) {
        long size = 0;
        for (int i = 0; i < message.length; i++) {
            boolean pair = message[i] == '\r' && i + 1 < message.length && message[i + 1] == '\n';
            size += message[i] == '\r' || message[i] == '\n' ? 2 : 1;
            i += pair ? 1 : 0;
        }
        boolean ended =
                message.length == 0 || message[message.length - 1] == '\n' || message[message.length - 1] == '\r';
        return ended ? size : size + 2;
    }
}
