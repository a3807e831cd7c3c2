package labwire.dash.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * A limit to what a socket holds that TCP may not send yet, where the channel knows one (Linux's {@code
 * TCP_NOTSENT_LOWAT}, by Netty's epoll). What is sent already does not count, so a long fat link is filled all the same;
 * ADR 3 has the reasons.
 */
final class UnsentLimit {
    private static final long BYTES = 16_384;

    /** By its name, since this module does not depend on Netty's epoll. */
    private static final ChannelOption<Long> OPTION =
            ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");

    private UnsentLimit() {}

    static void set(Channel channel) {
        channel.config().setOption(OPTION, BYTES);
    }
}
