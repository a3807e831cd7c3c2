package labwire.smtp.pop3;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.Function;
import labwire.smtp.hook.Manner;
import labwire.smtp.protocol.TlsHandshake;
import labwire.smtp.session.TlsFacts;
import org.jspecify.annotations.Nullable;

/** The TLS of a connection: how it is to be done, its handshake, and what comes of that. */
final class Pop3Tls {

    private final Function<Manner, TlsHandshake> handshakes;
    private final ChannelHandlerContext context;
    private Manner manner = Manner.USUAL;
    private @Nullable TlsHandshake handshake;

    Pop3Tls(Function<Manner, TlsHandshake> handshakes, ChannelHandlerContext context) {
        this.handshakes = handshakes;
        this.context = context;
    }

    /** How the server is to behave from here on. */
    void behave(Manner wanted) {
        manner = manner.and(wanted);
    }

    /** @param input what has come already, under implicit TLS: the beginning of the handshake */
    void begin(Pop3Input input) {
        context.flush();
        handshake = handshakes.apply(manner);
        handshake.begin(context.pipeline());
        if (!input.isEmpty()) {
            context.pipeline().fireChannelRead(input.take());
        }
    }

    TlsFacts succeeded() {
        return begun().succeeded(context.pipeline());
    }

    void failed(Throwable cause) {
        begun().failed(cause);
    }

    private TlsHandshake begun() {
        if (handshake == null) {
            throw new IllegalStateException("no handshake was begun");
        }
        return handshake;
    }

    /** To be called once the connection is closed. */
    void tellFailure(Pop3Trace trace) {
        if (handshake != null) {
            handshake.failure().ifPresent(trace::note);
        }
    }
}
