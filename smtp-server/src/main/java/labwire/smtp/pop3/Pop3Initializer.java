package labwire.smtp.pop3;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.session.TlsMode;

/**
 * Makes the pipeline of a connection that a listener accepted: a {@link Pop3Connection}, and in front of it, under
 * implicit TLS or after STLS, an {@link SslHandler}.
 */
final class Pop3Initializer extends ChannelInitializer<Channel> {

    private final TlsMode mode;
    private final Pop3Profile profile;
    private final Supplier<SSLEngine> engines;
    private final Pop3Services services;
    private final MaildropLocks locks;
    private final SessionRegister register;

    Pop3Initializer(
            TlsMode mode,
            Pop3Profile profile,
            Supplier<SSLEngine> engines,
            Pop3Services services,
            MaildropLocks locks,
            SessionRegister register) {
        this.mode = mode;
        this.profile = profile;
        this.engines = engines;
        this.services = services;
        this.locks = locks;
        this.register = register;
    }

    @Override
    protected void initChannel(Channel channel) {
        // A client may send QUIT, shut its side, and still read the answers. Not every channel knows the option.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (mode == TlsMode.IMPLICIT) {
            channel.pipeline().addLast(newTlsHandler());
        }
        channel.pipeline()
                .addLast(new Pop3Connection(
                        profile, services, locks, register, mode == TlsMode.IMPLICIT, this::newTlsHandler));
    }

    private SslHandler newTlsHandler() {
        SslHandler handler = new SslHandler(engines.get(), services.cpuWork());
        handler.setHandshakeTimeoutMillis(profile.limits().handshakeTimeout().toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(profile.limits().closeTimeout().toMillis());
        return handler;
    }
}
