package labwire.dash.server.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Waits for the TLS handshake and makes way for the protocol that it settled on (RFC 7301). */
final class AlpnChoice extends ChannelInboundHandlerAdapter {
    static final String HTTP_2 = "h2";
    static final String HTTP_1_1 = "http/1.1";

    private final Service service;

    AlpnChoice(Service service) {
        this.service = service;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                // Netty's own handler for this asks an engine of Netty's; this one is the JDK's.
                choose(ctx, ctx.pipeline().get(SslHandler.class).engine().getApplicationProtocol());
            } else {
                ctx.close();
            }
        } else if (event == ConnectionRegister.ShutDown.EVENT) {
            ctx.close();
        }
    }

    private void choose(ChannelHandlerContext ctx, String protocol) {
        if (protocol.equals(HTTP_2)) {
            Http2Connection.addTo(ctx.pipeline(), service);
        } else {
            ctx.pipeline().addLast(new Http1Connection(service, true));
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // Whatever it is, the client's handshake is at fault or the client is gone.
    }
}
