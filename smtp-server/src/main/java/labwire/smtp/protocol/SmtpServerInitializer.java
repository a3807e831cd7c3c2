package labwire.smtp.protocol;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.session.SessionOrigin;
import labwire.smtp.session.SessionProfile;

/**
 * Makes the pipeline of a connection that a listener accepted:
 *
 * <pre>
 *   [HAProxyMessageDecoder → ProxyHeader →] [SentAlert ←]  [SslHandler ⇄]  SmtpConnection
 *    from a named peer, for one header       in handshakes  once TLS is on
 * </pre>
 */
public final class SmtpServerInitializer extends ChannelInitializer<Channel> {

    /** An ordinary message comes in one read, though the commands before it are short. */
    private static final int LEAST_READ_OCTETS = 4 * 1024;

    private static final int MOST_READ_OCTETS = 64 * 1024;

    private final SessionProfile profile;
    private final ProxyPeers proxies;
    private final SmtpServices services;
    private final DeliveryTarget target;
    private final SessionRegister register;

    /** @param proxies who must say for whom they connect */
    public SmtpServerInitializer(
            SessionProfile profile,
            ProxyPeers proxies,
            SmtpServices services,
            DeliveryTarget target,
            SessionRegister register) {
        this.profile = profile;
        this.proxies = proxies;
        this.services = services;
        this.target = target;
        this.register = register;
    }

    @Override
    protected void initChannel(Channel channel) {
        // A client may send QUIT, shut its side, and still read the answers. Not every channel knows the option.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config()
                .setRecvByteBufAllocator(
                        new AdaptiveRecvByteBufAllocator(LEAST_READ_OCTETS, LEAST_READ_OCTETS, MOST_READ_OCTETS));
        if (proxies.include(channel.remoteAddress())) {
            ProxyHeader header = new ProxyHeader(
                    profile.limits().timeouts().proxyHeader(),
                    (context, address) -> context.pipeline().addLast(connection(channel, address)),
                    register);
            channel.pipeline().addLast(ProxyHeader.decoder(), header);
        } else {
            channel.pipeline().addLast(connection(channel, AddressText.of(channel.remoteAddress())));
        }
    }

    private SmtpConnection connection(Channel channel, String clientAddress) {
        SessionOrigin origin =
                new SessionOrigin(services.ids().next(), clientAddress, AddressText.port(channel.localAddress()));
        return new SmtpConnection(profile, origin, services, target, register);
    }
}
