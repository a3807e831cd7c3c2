package labwire.smtp.protocol;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpSession;
import labwire.smtp.session.TlsMode;

/**
 * Makes the pipeline of a connection that a listener accepted: a {@link SmtpConnection}, and in front of it, under
 * implicit TLS, an {@link SslHandler}.
 */
public final class SmtpServerInitializer extends ChannelInitializer<Channel> {

    private final TlsMode mode;
    private final SessionProfile profile;
    private final Supplier<SSLEngine> engines;
    private final Executor tlsTasks;
    private final DeliveryTarget target;
    private final SessionRegister register;

    /**
     * @param engines makes a server's engine for each TLS connection
     * @param tlsTasks runs the long steps of a handshake; one that runs them at once keeps them on the event loop
     */
    public SmtpServerInitializer(
            TlsMode mode,
            SessionProfile profile,
            Supplier<SSLEngine> engines,
            Executor tlsTasks,
            DeliveryTarget target,
            SessionRegister register) {
        this.mode = mode;
        this.profile = profile;
        this.engines = engines;
        this.tlsTasks = tlsTasks;
        this.target = target;
        this.register = register;
    }

    @Override
    protected void initChannel(Channel channel) {
        // A client may send QUIT, shut its side, and still read the answers. Not every channel knows the option.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (mode == TlsMode.IMPLICIT) {
            channel.pipeline().addLast(newTlsHandler());
        }
        SmtpSession session = new SmtpSession(profile, addressText(channel.remoteAddress()), target);
        channel.pipeline()
                .addLast(new SmtpConnection(
                        session, profile.limits(), mode == TlsMode.IMPLICIT, this::newTlsHandler, register));
    }

    private SslHandler newTlsHandler() {
        SslHandler handler = new SslHandler(engines.get(), tlsTasks);
        handler.setHandshakeTimeoutMillis(profile.limits().handshakeTimeout().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(profile.limits().closeTimeout().toMillis());
        return handler;
    }

    /** The IP address, without its zone. No name is looked up: a slow resolver must not hold up a dialogue. */
    private static String addressText(SocketAddress address) {
        if (address instanceof InetSocketAddress socket && socket.getAddress() != null) {
            String text = socket.getAddress().getHostAddress();
            int zone = text.indexOf('%');
            return zone < 0 ? text : text.substring(0, zone);
        }
        return "0.0.0.0";
    }
}
