package labwire.netlab.service.dhcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;

/** What a server says about an address. */
final class DhcpReplies {
    private static final long FOR_EVER = 0xFFFF_FFFFL;

    private DhcpReplies() {}

    /** The client does not have the address that it thinks it has (RFC 2131, 4.3.2). */
    static DhcpMessage refusal(DhcpMessage message, Ipv4Address self) {
        DhcpMessage nak = message.reply(
                DhcpMessageType.NAK,
                Ipv4Address.ANY,
                Map.of(DhcpOption.SERVER_IDENTIFIER, DhcpMessage.ofAddresses(List.of(self))));
        return nak.withClient(Ipv4Address.ANY, true);
    }

    /** An address, offered or acknowledged, with what else the pool says. */
    static DhcpMessage given(
            DhcpMessage message, DhcpMessageType type, Ipv4Address address, Ipv4Address self, DhcpPool pool) {
        Map<Integer, Bytes> options = pool.offered();
        options.put(DhcpOption.SERVER_IDENTIFIER, DhcpMessage.ofAddresses(List.of(self)));
        long seconds = pool.lease().map(Duration::toSeconds).orElse(FOR_EVER);
        options.put(DhcpOption.LEASE_SECONDS, DhcpMessage.number32(seconds));
        if (seconds != FOR_EVER) {
            options.put(DhcpOption.RENEWAL_SECONDS, DhcpMessage.number32(seconds / 2));
            options.put(DhcpOption.REBINDING_SECONDS, DhcpMessage.number32(seconds * 7 / 8));
        }
        return message.reply(type, address, options).withBoot(pool.nextServer(), pool.bootFile());
    }
}
