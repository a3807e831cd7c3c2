package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Counter;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** IPv6 packets larger than a link takes (RFC 8200, 4.5; RFC 8201). */
class Ip6FragmentsTest {
    private final Ip6Lab lab = new Ip6Lab();

    @AfterEach
    void endsTheLab() {
        lab.close();
    }

    @Test
    void rfc8200LargePacketsGoInFragmentsAndAreReassembled() {
        Ip6Lab.Row6 row = lab.row6();
        assertThat(lab.ping6(
                        row.a(),
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withPayload(3000)))
                .containsExactly("1: 3000 B from 2001:db8:2::2 ttl 63");
        assertThat(row.b().ipv6().counters().get(Ip6Counter.REASSEMBLED)).isEqualTo(1);
    }

    @Test
    void rfc8201PathMtuIsLearnedFromPacketTooBig() {
        Ip6Lab.Row6 row = lab.row6();
        row.r1().mtu(1280);
        assertThat(row.a().ipv6().maximumTransmissionUnit(Ipv6Address.parse("2001:db8:2::2")))
                .isEqualTo(1500);
        lab.ping6(
                row.a(),
                Ipv6Address.parse("2001:db8:2::2"),
                PingSettings.DEFAULT.withCount(1).withPayload(1400));
        assertThat(row.a().ipv6().maximumTransmissionUnit(Ipv6Address.parse("2001:db8:2::2")))
                .isEqualTo(1280);
        assertThat(lab.ping6(
                        row.a(),
                        Ipv6Address.parse("2001:db8:2::2"),
                        PingSettings.DEFAULT.withCount(1).withPayload(1400)))
                .containsExactly("1: 1400 B from 2001:db8:2::2 ttl 63");
    }

    @Test
    void rfc5722OverlappingFragmentsDropTheWholePacket() {
        Station6 station = lab.station();
        station.fragment(0, true, 16);
        station.fragment(1, false, 16);
        station.fragment(2, false, 8);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLED)).isZero();
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLY_FAILED))
                .isEqualTo(1);
    }

    @Test
    void aFragmentThatComesAgainAsTheLastOneDropsTheWholePacket() {
        Station6 station = lab.station();
        for (int offset : new int[] {0, 2, 4}) {
            station.fragment(offset, true, 8);
        }
        station.fragment(2, false, 8);
        lab.run(Duration.ofSeconds(1));
        assertThat(station.victim.ipv6().counters().get(Ip6Counter.REASSEMBLY_FAILED))
                .isEqualTo(1);
    }

    @Test
    void rfc8200WhatIsNotWholeInAMinuteIsToldToItsSenderIfItsFirstFragmentCame() {
        Station6 station = lab.station();
        station.fragment(2, false, 8);
        lab.run(Duration.ofSeconds(61));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).isEmpty();
        station.fragment(0, true, 16);
        lab.run(Duration.ofSeconds(59));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).isEmpty();
        lab.run(Duration.ofSeconds(2));
        assertThat(station.of(Icmpv6Message.TIME_EXCEEDED)).hasSize(1);
    }

    @Test
    void rfc6946AtomicFragmentIsWholeByItself() {
        Station6 station = lab.station();
        station.ping(List.of(new Fragment(0, false, 7)));
        lab.run(Duration.ofSeconds(1));
        assertThat(station.echoReplies()).isEqualTo(1);
    }
}
