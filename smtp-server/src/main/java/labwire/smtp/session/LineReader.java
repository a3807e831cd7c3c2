package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of commands and replies out of octets that come in any pieces. Only CRLF ends a line (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-2.3.8">RFC 5321 section 2.3.8</a>). Keeps at most the limit; of a
 * longer line it drops everything up to the CRLF.
 *
 * <pre>
 *   TEXT ──CR──→ CR ──LF──→ (line)
 *                CR ──any other──→ TEXT, and the CR was bare
 * </pre>
 */
public final class LineReader {

    private enum State {
        TEXT,
        CR
    }

    private final byte[] line;
    private int length;
    private boolean tooLong;
    private @Nullable TextDefect defect;
    private State state = State.TEXT;

    /** @param maxOctets of a line, CRLF included */
    public LineReader(int maxOctets) {
        line = new byte[maxOctets - 2];
    }

    /** Reads on; empty if the octets ended before the line did. Octets after the line stay in the buffer. */
    public Optional<SmtpLine> read(ByteBuf in) {
        while (in.isReadable()) {
            byte octet = in.readByte();
            if (state == State.CR) {
                if (octet == '\n') {
                    return Optional.of(finish());
                }
                note(TextDefect.BARE_CR);
                state = State.TEXT;
            }
            switch (octet) {
                case '\r' -> state = State.CR;
                case '\n' -> note(TextDefect.BARE_LF);
                case 0 -> note(TextDefect.NUL);
                default -> keep(octet);
            }
        }
        return Optional.empty();
    }

    private void keep(byte octet) {
        if (length < line.length) {
            line[length++] = octet;
        } else {
            tooLong = true;
        }
    }

    private void note(TextDefect found) {
        if (defect == null) {
            defect = found;
        }
    }

    private SmtpLine finish() {
        SmtpLine finished = tooLong
                ? new SmtpLine.TooLong()
                : defect != null
                        ? new SmtpLine.Defective(defect)
                        : new SmtpLine.Text(new String(line, 0, length, StandardCharsets.ISO_8859_1));
        reset();
        return finished;
    }

    /** Forgets a line begun. */
    public void reset() {
        length = 0;
        tooLong = false;
        defect = null;
        state = State.TEXT;
    }
}
