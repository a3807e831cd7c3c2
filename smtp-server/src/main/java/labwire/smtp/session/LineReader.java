package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of commands and replies out of octets that come in any pieces. Only CRLF ends a line (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-2.3.8">RFC 5321 section 2.3.8</a>). Keeps at most the limit; of a
 * longer line it drops everything up to the CRLF. Between lines it keeps nothing at all.
 *
 * <pre>
 *   TEXT ──CR──→ CR ──LF──→ (line)
 *                CR ──any other──→ TEXT, and the CR was bare
 * </pre>
 */
public final class LineReader {

    private enum State {
        /** No octet of a line has come, or every line was whole: a line in one piece is read without a copy. */
        BEGIN,
        TEXT,
        CR
    }

    private static final byte[] NOTHING = new byte[0];
    private static final int FIRST_OCTETS = 128;

    private final int maxOctets;
    /** The line begun. */
    private byte[] line = NOTHING;

    private int length;
    private boolean tooLong;
    private @Nullable TextDefect defect;
    private State state = State.BEGIN;

    /** @param maxOctets of a line, CRLF included */
    public LineReader(int maxOctets) {
        this.maxOctets = maxOctets - 2;
    }

    /** Reads on; empty if the octets ended before the line did. Octets after the line stay in the buffer. */
    public Optional<SmtpLine> read(ByteBuf in) {
        if (state == State.BEGIN) {
            Optional<SmtpLine> whole = wholeLine(in);
            if (whole.isPresent()) {
                return whole;
            }
        }
        while (in.isReadable()) {
            byte octet = in.readByte();
            if (state == State.CR) {
                if (octet == '\n') {
                    return Optional.of(finish());
                }
                note(TextDefect.BARE_CR);
            }
            state = State.TEXT;
            switch (octet) {
                case '\r' -> state = State.CR;
                case '\n' -> note(TextDefect.BARE_LF);
                case 0 -> note(TextDefect.NUL);
                default -> keep(octet);
            }
        }
        return Optional.empty();
    }

    /** The usual case: the line is here from its beginning to its end, and nothing is wrong with it. */
    private Optional<SmtpLine> wholeLine(ByteBuf in) {
        int from = in.readerIndex();
        int cr = SpecialOctets.indexOf(in, from, in.writerIndex());
        boolean ends = cr + 1 < in.writerIndex() && in.getByte(cr) == '\r' && in.getByte(cr + 1) == '\n';
        if (!ends || cr - from > maxOctets) {
            return Optional.empty();
        }
        String text = in.toString(from, cr - from, StandardCharsets.ISO_8859_1);
        in.readerIndex(cr + 2);
        return Optional.of(new SmtpLine.Text(text));
    }

    private void keep(byte octet) {
        if (length == maxOctets) {
            tooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(maxOctets, Math.max(FIRST_OCTETS, 2 * length)));
        }
        line[length++] = octet;
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
        line = NOTHING;
        length = 0;
        tooLong = false;
        defect = null;
        state = State.BEGIN;
    }
}
