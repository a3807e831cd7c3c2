package labwire.smtp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import java.util.function.Supplier;
import labwire.smtp.client.SendDialogue.Move;
import labwire.smtp.reply.SmtpReply;

/** Carries a {@link SendDialogue} over a channel. */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and a close cannot fail.
final class SenderConnection extends ChannelInboundHandlerAdapter {

    private final SendDialogue dialogue;
    private final Supplier<SslHandler> tlsHandlers;
    private final Promise<SendReport> report;
    private final ReplyReader replies = new ReplyReader();
    private boolean awaitingTls;

    SenderConnection(SendDialogue dialogue, Supplier<SslHandler> tlsHandlers, Promise<SendReport> report) {
        this.dialogue = dialogue;
        this.tlsHandlers = tlsHandlers;
        this.report = report;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        ByteBuf octets = (ByteBuf) message;
        try {
            for (Optional<SmtpReply> reply = replies.read(octets); reply.isPresent(); reply = replies.read(octets)) {
                if (dialogue.isOver()) {
                    ctx.close(); // The reply to QUIT.
                    return;
                }
                make(ctx, dialogue.on(reply.get()), octets);
            }
        } finally {
            octets.release();
        }
    }

    private void make(ChannelHandlerContext ctx, Move move, ByteBuf rest) throws SenderException {
        if (move.octets().length > 0) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(move.octets()));
        }
        switch (move.then()) {
            case AWAIT_REPLY -> {
                // Reading goes on.
            }
            case TLS -> {
                if (rest.isReadable()) {
                    throw new SenderException("the server said more after its answer to STARTTLS (expected: nothing)");
                }
                awaitingTls = true;
                ctx.pipeline().addFirst(tlsHandlers.get());
            }
            case FINISH -> report.trySuccess(dialogue.report());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (!handshake.isSuccess()) {
                fail(ctx, handshake.cause());
            } else if (awaitingTls) {
                awaitingTls = false;
                make(ctx, dialogue.secured(), Unpooled.EMPTY_BUFFER);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        report.tryFailure(new SenderException("the server closed the connection before the message was answered"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, cause);
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        report.tryFailure(cause);
        ctx.close();
    }
}
