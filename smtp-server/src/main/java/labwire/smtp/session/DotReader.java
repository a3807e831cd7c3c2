package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a message after DATA out of octets that come in any pieces, and takes the stuffed dots off (<a
 * href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2">RFC 5321 section 4.5.2</a>).
 *
 * <p>Only CRLF.CRLF ends it. A server that also takes LF.LF, LF.CRLF, CR.CR or a dot among NULs for the end can be made
 * to see two messages where the client's own server saw one: SMTP smuggling. So a dot counts only right after a CRLF,
 * and only a CRLF right after such a dot ends the message. Bare CR, bare LF and NUL are noted, and the message is to be
 * refused at its end (ADR 0001).
 *
 * <pre>
 *   LINE_START ──.──→ DOT ──CR──→ DOT_CR ──LF──→ END
 *       ↑ │ any        │ any        │ any: the CR was bare
 *       │ ↓            ↓            ↓
 *       │ TEXT ←───────┴────────────┘
 *      LF  │ CR
 *       │  ↓
 *       └─ CR ──any other: the CR was bare──→ TEXT
 * </pre>
 */
public final class DotReader {

    private enum State {
        /** Right after a CRLF (that of the DATA command counts). */
        LINE_START,
        /** In a line. */
        TEXT,
        /** After a CR that a LF may follow. */
        CR,
        /** After a dot at the start of a line: stuffing, or the end. The dot is not part of the message. */
        DOT,
        /** After a dot at the start of a line and a CR. Whether that CR is text is not known yet. */
        DOT_CR,
        END
    }

    private static final ByteBuf CR = Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer(new byte[] {'\r'}).asReadOnly());

    private State state = State.LINE_START;
    private @Nullable TextDefect defect;

    /**
     * Reads on, giving pieces of text to {@code text} in order: slices, for it to read and not to keep.
     *
     * @return whether the message ended; octets after its end stay in the buffer
     */
    public boolean read(ByteBuf in, Consumer<ByteBuf> text) {
        int start = in.readerIndex(); // of the piece of text not yet handed over
        while (in.isReadable() && state != State.END) {
            if (state == State.TEXT) {
                in.readerIndex(SpecialOctets.indexOf(in, in.readerIndex(), in.writerIndex()));
                if (!in.isReadable()) {
                    break;
                }
            }
            byte octet = in.readByte();
            State before = state;
            state = after(before, octet);
            if (state == State.DOT) {
                // Hand over what was before the dot, and leave the dot out.
                emit(in, start, in.readerIndex() - 1, text);
                start = in.readerIndex();
            } else if (state == State.DOT_CR) {
                // The CR is kept back: if a LF follows, it belongs to the end.
                start = in.readerIndex();
            } else if (before == State.DOT_CR && state != State.END) {
                text.accept(CR.duplicate());
                start = in.readerIndex() - 1;
            }
        }
        if (state != State.END) {
            emit(in, start, in.readerIndex(), text);
        }
        return state == State.END;
    }

    private State after(State before, byte octet) {
        if (before == State.CR || before == State.DOT_CR) {
            if (octet == '\n') {
                return before == State.DOT_CR ? State.END : State.LINE_START;
            }
            note(TextDefect.BARE_CR);
        }
        if (octet == '\r') {
            return before == State.DOT ? State.DOT_CR : State.CR;
        }
        if (octet == '.' && before == State.LINE_START) {
            return State.DOT;
        }
        if (octet == '\n') {
            note(TextDefect.BARE_LF);
        } else if (octet == 0) {
            note(TextDefect.NUL);
        }
        return State.TEXT;
    }

    private static void emit(ByteBuf in, int from, int to, Consumer<ByteBuf> text) {
        if (to > from) {
            text.accept(in.slice(from, to - from));
        }
    }

    private void note(TextDefect found) {
        if (defect == null) {
            defect = found;
        }
    }

    /** The first thing in the text that no message may have. */
    public Optional<TextDefect> defect() {
        return Optional.ofNullable(defect);
    }
}
