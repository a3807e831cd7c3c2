package labwire.smtp.pop3;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import labwire.smtp.hook.Manner;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.TlsHandshake;

/**
 * Makes the pipeline of a connection that a listener accepted: a {@link Pop3Connection}, which puts a {@link TlsHandshake}
 * in front of itself once it is time for that.
 */
final class Pop3Initializer extends ChannelInitializer<Channel> {

    private final Pop3Profile profile;
    private final Function<Manner, SSLEngine> engines;
    private final Pop3Services services;
    private final MaildropLocks locks;
    private final SessionRegister register;

    Pop3Initializer(
            Pop3Profile profile,
            Function<Manner, SSLEngine> engines,
            Pop3Services services,
            MaildropLocks locks,
            SessionRegister register) {
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
        channel.pipeline().addLast(new Pop3Connection(profile, services, locks, register, this::newHandshake));
    }

    private TlsHandshake newHandshake(Manner manner) {
        return new TlsHandshake(
                engines.apply(manner),
                services.cpuWork(),
                profile.limits().handshakeTimeout(),
                profile.limits().closeTimeout());
    }
}
