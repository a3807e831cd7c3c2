package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message on its way to the client: the line before it, and its pieces as they are asked for. */
final class MessageSending implements MessageStream.Sink {

    /** What came of a request. */
    enum Progress {
        /** A piece was written, and more is to be asked for. */
        PIECE,
        /** The last piece was written. */
        WHOLE,
        /** Nothing was written: there is no such message. */
        GONE,
        /** Nothing was written: the message cannot be read. */
        UNREADABLE,
        /** Pieces were written, and the rest cannot be read. */
        BROKEN_OFF
    }

    private static final Logger LOG = LoggerFactory.getLogger(MessageSending.class);

    private final String line;
    private final Pop3Output output;
    private final String sessionId;
    private final Consumer<Progress> told;
    private final MessageStream stream;
    private boolean begun;

    /** @param told on the event loop, once for each request unless the sending was stopped */
    MessageSending(
            Pop3Step.Send send,
            Pop3Services services,
            ChannelHandlerContext context,
            Pop3Output output,
            String sessionId,
            Consumer<Progress> told) {
        this.line = send.line();
        this.output = output;
        this.sessionId = sessionId;
        this.told = told;
        this.stream = new MessageStream(
                services.mailboxes(), send, services.diskWork(), context.executor(), context.alloc(), this);
    }

    /** Whether a piece was asked for and has not come. */
    boolean isReading() {
        return stream.isReading();
    }

    /** Asks for the next piece. */
    void request() {
        stream.request();
    }

    /** Nothing more is written. */
    void stop() {
        stream.close();
    }

    @Override
    public void piece(ByteBuf octets, boolean last) {
        if (!begun) {
            begun = true;
            output.line(line);
        }
        output.octets(octets);
        told.accept(last ? Progress.WHOLE : Progress.PIECE);
    }

    @Override
    public void gone() {
        told.accept(Progress.GONE);
    }

    @Override
    public void failed(Throwable cause) {
        LOG.warn("POP3 session {}: {}", sessionId, cause.toString());
        told.accept(begun ? Progress.BROKEN_OFF : Progress.UNREADABLE);
    }
}
