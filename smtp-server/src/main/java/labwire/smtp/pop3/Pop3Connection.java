package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import labwire.smtp.hook.Manner;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.TlsHandshake;

/** The end of a connection's pipeline: tells the {@link Pop3Driver} what happens to the channel. */
final class Pop3Connection extends ChannelInboundHandlerAdapter {

    private final Pop3Profile profile;
    private final Pop3Services services;
    private final MaildropLocks locks;
    private final SessionRegister register;
    private final Function<Manner, TlsHandshake> handshakes;
    private Pop3Driver driver;

    @SuppressWarnings("NullAway.Init") // the driver comes with handlerAdded
    Pop3Connection(
            Pop3Profile profile,
            Pop3Services services,
            MaildropLocks locks,
            SessionRegister register,
            Function<Manner, TlsHandshake> handshakes) {
        this.profile = profile;
        this.services = services;
        this.locks = locks;
        this.register = register;
        this.handshakes = handshakes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        driver = new Pop3Driver(profile, services, locks, register, handshakes, ctx);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        driver.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        driver.read((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        driver.pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                driver.secured();
            } else {
                driver.handshakeFailed(handshake.cause());
            }
        } else if (event instanceof ChannelInputShutdownEvent) {
            driver.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        driver.disconnected();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        driver.releaseInput();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean peersFault = cause instanceof IOException
                || cause instanceof DecoderException decoding && decoding.getCause() instanceof SSLException;
        if (peersFault) {
            ctx.close();
        } else {
            driver.fail(cause);
        }
    }
}
