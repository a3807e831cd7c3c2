package labwire.smtp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Optional;
import labwire.smtp.session.ClosingReason;
import labwire.smtp.session.DotReader;
import labwire.smtp.session.LineReader;
import labwire.smtp.session.SmtpLine;
import labwire.smtp.session.SmtpSession;
import labwire.smtp.session.Step;
import labwire.smtp.session.Step.Next;

/**
 * What the client said and the session has not heard yet, read as what the session waits for: a line, message text or a
 * chunk. Holds no more than one read brought.
 */
final class SessionInput {

    private final SmtpSession session;
    private final LineReader lines;
    private DotReader dots = new DotReader();
    private long chunkOctetsLeft;
    private ByteBuf octets = Unpooled.EMPTY_BUFFER;

    SessionInput(SmtpSession session, int maxLineOctets) {
        this.session = session;
        this.lines = new LineReader(maxLineOctets);
    }

    void add(ByteBufAllocator allocator, ByteBuf more) {
        octets = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, octets, more);
    }

    boolean isEmpty() {
        return !octets.isReadable();
    }

    /** Message text begins with the next octet. */
    void beginText() {
        dots = new DotReader();
    }

    /** A chunk begins with the next octet. */
    void beginChunk(long length) {
        chunkOctetsLeft = length;
    }

    /** Gives the session the next of what it waits for; empty if that is not there in full. */
    Optional<Step> read(Next awaited, SessionTrace trace) {
        return switch (awaited) {
            case COMMAND -> lines.read(octets).map(line -> command(line, trace));
            case SASL -> lines.read(octets).map(line -> response(line, trace));
            case TEXT -> text(trace);
            case CHUNK -> chunk(trace);
            case ASK, WORK, KEEP, TLS, CLOSE -> Optional.empty();
        };
    }

    private Step command(SmtpLine line, SessionTrace trace) {
        trace.command(line);
        return session.command(line);
    }

    private Step response(SmtpLine line, SessionTrace trace) {
        trace.response();
        return session.response(line);
    }

    private Optional<Step> text(SessionTrace trace) {
        int before = octets.readableBytes();
        boolean ended = dots.read(octets, session::text);
        trace.text(before - octets.readableBytes());
        if (ended) {
            return Optional.of(session.endOfText(dots.defect()));
        }
        return session.isTextEndless() ? Optional.of(session.close(ClosingReason.ENDLESS_MESSAGE)) : Optional.empty();
    }

    private Optional<Step> chunk(SessionTrace trace) {
        int count = (int) Math.min(chunkOctetsLeft, octets.readableBytes());
        session.text(octets.readSlice(count));
        trace.text(count);
        chunkOctetsLeft -= count;
        return chunkOctetsLeft > 0 ? Optional.empty() : Optional.of(session.endOfChunk());
    }

    /** Hands over what there is, to be released by who called. */
    ByteBuf take() {
        ByteBuf all = octets;
        octets = Unpooled.EMPTY_BUFFER;
        return all;
    }

    /** Forgets what there is. */
    void release() {
        take().release();
    }
}
