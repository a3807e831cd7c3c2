package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import java.util.OptionalLong;

/**
 * Writes a message as a multi-line response (<a href="https://www.rfc-editor.org/rfc/rfc1939#section-3">RFC 1939 section
 * 3</a>): each line ends in CRLF, a line that begins with a dot gets another, a dot alone ends it. A line feed without a
 * carriage return, as a BDAT message or a file put into a Maildir by hand may have it, ends a line and is sent as CRLF:
 * there must not be two ways to see where the response ends.
 *
 * <pre>
 *   LINE_START ──any──→ TEXT ──CR──→ CR ──LF──→ LINE_START
 *        └──────────────────LF──────────────────────┘
 * </pre>
 */
final class DotStuffer {

    private enum State {
        LINE_START,
        TEXT,
        CR
    }

    private enum Part {
        /** Up to the first empty line. */
        HEADER,
        /** Behind it, where lines count. */
        BODY,
        /** As many lines of the body as were wanted: nothing more is written. */
        OVER
    }

    private final OptionalLong bodyLines;
    private State state = State.LINE_START;
    private Part part = Part.HEADER;
    private boolean lineIsEmpty = true;
    private long linesOfBody;

    /** @param bodyLines how many lines of the body to write; empty for all */
    DotStuffer(OptionalLong bodyLines) {
        this.bodyLines = bodyLines;
    }

    /** Whether nothing more will be written. */
    boolean isOver() {
        return part == Part.OVER;
    }

    /** Writes the next octets of the message, at most twice as many. */
    void write(byte[] octets, int length, ByteBuf out) {
        byte[] stuffed = new byte[2 * length];
        int at = 0;
        for (int i = 0; i < length && part != Part.OVER; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                if (state != State.CR) {
                    stuffed[at++] = '\r';
                }
                stuffed[at++] = '\n';
                endLine();
            } else {
                if (state == State.LINE_START && octet == '.') {
                    stuffed[at++] = '.';
                }
                lineIsEmpty &= octet == '\r' && state == State.LINE_START;
                stuffed[at++] = octet;
                state = octet == '\r' ? State.CR : State.TEXT;
            }
        }
        out.writeBytes(stuffed, 0, at);
    }

    private void endLine() {
        if (part == Part.BODY) {
            linesOfBody++;
        } else if (lineIsEmpty) {
            part = Part.BODY;
        }
        if (part == Part.BODY && bodyLines.isPresent() && linesOfBody >= bodyLines.getAsLong()) {
            part = Part.OVER;
        }
        lineIsEmpty = true;
        state = State.LINE_START;
    }

    /** Ends the response; a message whose last line has no end gets one. */
    void end(ByteBuf out) {
        if (state != State.LINE_START) {
            out.writeByte('\r').writeByte('\n');
        }
        out.writeByte('.').writeByte('\r').writeByte('\n');
        part = Part.OVER;
    }
}
