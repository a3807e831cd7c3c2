package labwire.netlab.channel;

import io.netty.channel.ChannelOption;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.SourceRoute;

/**
 * Options of a channel that Netty's common ones do not have, by the names and in the units that its epoll transport, or
 * Linux, gives them. They work at any time, also while the channel is connected, unless they say otherwise.
 *
 * @param <T> the type of the value
 */
public final class LabChannelOption<T> extends ChannelOption<T> {
    /** Small segments wait for company (Linux's TCP_CORK); false sends what has waited. */
    public static final ChannelOption<Boolean> TCP_CORK = valueOf(LabChannelOption.class, "TCP_CORK");
    /** Seconds of silence before the first keepalive probe, 1 to 32,767; SO_KEEPALIVE turns them on. */
    public static final ChannelOption<Integer> TCP_KEEPIDLE = valueOf(LabChannelOption.class, "TCP_KEEPIDLE");
    /** Seconds between keepalive probes, 1 to 32,767. */
    public static final ChannelOption<Integer> TCP_KEEPINTVL = valueOf(LabChannelOption.class, "TCP_KEEPINTVL");
    /** Unanswered keepalive probes after which the connection has timed out, 1 to 127. */
    public static final ChannelOption<Integer> TCP_KEEPCNT = valueOf(LabChannelOption.class, "TCP_KEEPCNT");
    /** Milliseconds for which what is sent may stay unacknowledged; 0: as the retransmissions say (RFC 5482). */
    public static final ChannelOption<Integer> TCP_USER_TIMEOUT = valueOf(LabChannelOption.class, "TCP_USER_TIMEOUT");

    /**
     * The options of the IPv4 packets that are sent, as on the wire (RFC 791, 3.1): 0 to 40 bytes, whole words. A source
     * route names the gates alone, see {@link SourceRoute}. For datagram channels, and for streams before they connect.
     */
    public static final ChannelOption<Bytes> IP_OPTIONS = valueOf(LabChannelOption.class, "IP_OPTIONS");

    /** Only to be given to {@link #valueOf}, as Netty's own are. */
    @SuppressWarnings({"deprecation", "unused"})
    private LabChannelOption() {
        super("LabChannelOption");
    }
}
