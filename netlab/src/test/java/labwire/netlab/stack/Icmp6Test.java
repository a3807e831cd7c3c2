package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Echo, and the errors that a sender is told of (RFC 4443; RFC 8200, 4). */
class Icmp6Test {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc4443EchoPassesARouter() {
        Ip6Lab.Row6 row = lab.row6();
        assertThat(lab.ping6(row.a(), "2001:db8:2::2")).containsExactly("1: 56 B from 2001:db8:2::2 ttl 63");
    }

    @Test
    void rfc4443EchoToOneself() {
        IpStack a = lab.host("A");
        assertThat(lab.ping6(a, "::1")).containsExactly("1: 56 B from ::1 ttl 64");
    }

    @Test
    void rfc4443HopLimitAndMissingRoutesAreReported() {
        Ip6Lab.Row6 row = lab.row6();
        assertThat(lab.ping6(
                        row.a(),
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withTimeToLive(1)))
                .containsExactly("1: type 3 code 0 from 2001:db8:1::1");
        assertThat(lab.ping6(row.a(), "2001:db8:9::1")).containsExactly("1: type 1 code 0 from 2001:db8:1::1");
        PingSettings patient = PingSettings.DEFAULT.withCount(1).withTimeout(5_000_000_000L);
        assertThat(lab.ping6(row.a(), Ipv6Address.parse("2001:db8:2::9"), patient))
                .containsExactly("1: type 1 code 3 from 2001:db8:1::1");
    }

    @Test
    void rfc8200UnknownOptionsAreTreatedAsTheirTypeSays() {
        Station6 station = lab.station();
        station.ping(List.of(options(0x1E)));
        station.ping(List.of(options(0x5E)));
        station.ping(List.of(options(0x9E)));
        station.ping(List.of(options(0xDE)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isEqualTo(1);
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .hasSize(2)
                .allMatch(message -> message.code() == Icmpv6Message.CODE_UNRECOGNIZED_OPTION && message.rest() == 42);
    }

    private static ExtensionHeader options(int type) {
        return new ExtensionHeader.Options(
                ExtensionHeader.DESTINATION_OPTIONS, Bytes.wrap(new byte[] {(byte) type, 0, 1, 2, 0, 0}));
    }

    @Test
    void rfc5095RoutingHeaderOfTypeZeroIsRefused() {
        Station6 station = lab.station();
        station.ping(List.of(new ExtensionHeader.Routing(0, 1, Bytes.wrap(new byte[20]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isZero();
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .singleElement()
                .matches(message -> message.rest() == 42);
    }

    @Test
    void rfc8200UnknownNextHeaderIsReported() {
        Station6 station = lab.station();
        station.send(
                station.target,
                new Ipv6Packet(
                        station.address, station.victimAddress, new UnknownIpPayload(200, Bytes.wrap(new byte[8]))));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.of(Icmpv6Message.PARAMETER_PROBLEM))
                .singleElement()
                .matches(message -> message.code() == 1 && message.rest() == 6);
    }
}
