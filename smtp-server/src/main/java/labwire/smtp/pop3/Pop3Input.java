package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Optional;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLine;
import org.jspecify.annotations.Nullable;

/** What a client sent and the session has not read yet: never more than one read of the channel brought. */
final class Pop3Input {

    private final Pop3Limits limits;
    private final LineReader commands;
    /** Of a SASL exchange, whose lines may be longer; null between. */
    private @Nullable LineReader responses;

    private ByteBuf octets = Unpooled.EMPTY_BUFFER;

    Pop3Input(Pop3Limits limits) {
        this.limits = limits;
        this.commands = new LineReader(limits.maxLineOctets());
    }

    /** @param more the input's to release */
    void add(ByteBufAllocator buffers, ByteBuf more) {
        octets = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(buffers, octets, more);
    }

    boolean isEmpty() {
        return !octets.isReadable();
    }

    /** The next command; empty if its line has not ended yet. */
    Optional<SmtpLine> command() {
        return commands.read(octets);
    }

    /** The next line of a SASL exchange; empty if it has not ended yet. */
    Optional<SmtpLine> response() {
        if (responses == null) {
            responses = new LineReader(limits.maxResponseOctets());
        }
        Optional<SmtpLine> line = responses.read(octets);
        if (line.isPresent()) {
            responses = null;
        }
        return line;
    }

    /** Hands over what was not read. */
    ByteBuf take() {
        ByteBuf rest = octets;
        octets = Unpooled.EMPTY_BUFFER;
        return rest;
    }

    /** Drops what was not read, and the buffer. */
    void release() {
        octets.release();
        octets = Unpooled.EMPTY_BUFFER;
    }
}
