package labwire.smtp.session;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what no text may have in the chunks of a message that came by BDAT. The chunks' sizes say where the message
 * ends, so nothing can be smuggled here; but it could at the next server, which gets the same text by DATA (ADR 0001).
 */
final class ChunkText {

    private boolean afterCr;
    private @Nullable TextDefect defect;

    void read(ByteBuf octets) {
        int to = octets.writerIndex();
        for (int at = octets.readerIndex(); at < to && defect == null; ) {
            if (afterCr) {
                afterCr = false;
                if (octets.getByte(at) == '\n') {
                    at++;
                } else {
                    defect = TextDefect.BARE_CR;
                }
                continue;
            }
            at = SpecialOctets.indexOf(octets, at, to);
            if (at < to) {
                switch (octets.getByte(at)) {
                    case '\r' -> afterCr = true;
                    case '\n' -> defect = TextDefect.BARE_LF;
                    default -> defect = TextDefect.NUL;
                }
                at++;
            }
        }
    }

    /** The first thing wrong with the text, all of which was read. */
    Optional<TextDefect> defect() {
        return afterCr ? Optional.of(TextDefect.BARE_CR) : Optional.ofNullable(defect);
    }
}
