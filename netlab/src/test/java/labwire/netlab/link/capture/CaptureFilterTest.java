package labwire.netlab.link.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFilterTest {
    private static final MacAddress ONE_MAC = MacAddress.parse("02:00:00:00:00:01");
    private static final MacAddress TWO_MAC = MacAddress.parse("02:00:00:00:00:02");
    private static final Ipv4Address ONE = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address TWO = Ipv4Address.parse("10.0.1.2");

    /** From 10.0.0.1:4000 to 10.0.1.2:25. */
    private static final EthernetFrame TCP = frame(new Ipv4Packet(
            ONE, TWO, 1, new TcpSegment(4_000, 25, 0, 0, TcpSegment.ACK, 100, TcpOptions.NONE, Bytes.EMPTY)));
    /** From 10.0.1.2:53 to 10.0.0.1:4001. */
    private static final EthernetFrame UDP =
            frame(new Ipv4Packet(TWO, ONE, 1, new UdpDatagram(53, 4_001, Bytes.EMPTY)));
    /** 10.0.0.1 asks for 10.0.1.2, tagged 10. */
    private static final EthernetFrame ARP = new EthernetFrame(
            MacAddress.BROADCAST,
            ONE_MAC,
            List.of(VlanTag.of(10)),
            new ArpPacket(ArpPacket.Operation.REQUEST, ONE_MAC, ONE, ArpPacket.UNKNOWN_MAC, TWO));

    /** From 2001:db8::1 to 2001:db8:0:1::2. */
    private static final EthernetFrame IP6 = frame(new Ipv6Packet(
            Ipv6Address.parse("2001:db8::1"),
            Ipv6Address.parse("2001:db8:0:1::2"),
            new UdpDatagram(53, 4_001, Bytes.EMPTY)));

    private static EthernetFrame frame(FramePayload payload) {
        return new EthernetFrame(TWO_MAC, ONE_MAC, payload);
    }

    private static String taken(String filter) {
        CaptureFilter parsed = CaptureFilter.parse(filter);
        return (parsed.matches(TCP) ? "tcp " : "")
                + (parsed.matches(UDP) ? "udp " : "")
                + (parsed.matches(ARP) ? "arp " : "")
                + (parsed.matches(IP6) ? "ip6" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "'', tcp udp arp ip6",
        "host 10.0.0.1, tcp udp arp",
        "src host 10.0.0.1, tcp arp",
        "dst host 10.0.0.1, udp",
        "host 10.0.0.9, ''",
        "net 10.0.1.0/24, tcp udp arp",
        "src net 10.0.1.0/24, udp",
        "port 25, tcp",
        "tcp port 25, tcp",
        "udp port 25, ''",
        "udp src port 53, udp ip6",
        "udp dst port 53, ''",
        "src port 4000 or dst port 4001, tcp udp ip6",
        "ip, tcp udp",
        "arp, arp",
        "tcp, tcp",
        "not tcp, udp arp ip6",
        "! tcp && ! udp, arp",
        "not not tcp, tcp",
        "tcp or udp and arp, tcp",
        "(tcp or udp) and host 10.0.1.2, tcp udp",
        "(tcp||udp)&&!port 53, tcp",
        "host 10.0.0.1 and tcp port 25, tcp",
        "vlan, arp",
        "vlan 10, arp",
        "vlan 11, ''",
        "ether host 02:00:00:00:00:02, tcp udp ip6",
        "ether dst host ff:ff:ff:ff:ff:ff, arp",
        "broadcast, arp",
        "multicast, arp",
        "HOST 10.0.0.1 AND TCP, tcp",
        "ip6, ip6",
        "icmp6, ''",
        "host 2001:db8::1, ip6",
        "dst host 2001:DB8:0:1:0:0:0:2, ip6",
        "src net 2001:db8::/64, ip6",
        "dst net 2001:db8::/64, ''",
        "net ::/0, ip6",
        "net 0.0.0.0/0, tcp udp arp"
    })
    void takesWhatItSays(String filter, String frames) {
        assertThat(taken(filter).strip()).isEqualTo(frames);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|5|nothing|an address, such as 10.0.0.1",
                "host 10.0.0|6|10.0.0|an address, such as 10.0.0.1",
                "net 10.0.0.0|5|10.0.0.0|a network, such as 10.0.0.0/8",
                "net 10.0.0.0/33|5|10.0.0.0/33|a network, such as 10.0.0.0/8",
                "tcp prot 25|5|prot|and, or, or the end",
                "tcp port 65536|10|65536|a number up to 65535",
                "tcp src 25|9|25|host, net or port",
                "tcp and|8|nothing|a test",
                "(tcp or udp|12|nothing|and, or, or )",
                "tcp)|4|)|and, or, or the end",
                "tcp & udp|5|&|and, or, or the end",
                "ether 1|7|1|host",
                "ether host x|12|x|a MAC address",
                "vlan 4096|6|4096|a number up to 4095"
            })
    void saysWhereItFoundWhat(String filter, int column, String found, String expected) {
        assertThatThrownBy(() -> CaptureFilter.parse(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("filter, column " + column + ": " + found + " (expected: " + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 300})
    void deepFiltersAreRefused(int depth) {
        assertThatThrownBy(() -> CaptureFilter.parse("(".repeat(depth) + "tcp" + ")".repeat(depth)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 50");
    }

    @Test
    void longFiltersAreRefused() {
        assertThatThrownBy(() -> CaptureFilter.parse(" ".repeat(1_000) + "tcp"))
                .hasMessage("filter: 1003 characters (expected: at most 1000)");
    }

    @Test
    void wordsInAnyOrderAreAFilterOrARefusal() {
        List<String> words = List.of(
                "host",
                "10.0.0.1",
                "(",
                ")",
                "and",
                "or",
                "not",
                "src",
                "dst",
                "port",
                "25",
                "tcp",
                "vlan",
                "ether",
                "02:00:00:00:00:01",
                "net",
                "10.0.0.0/8",
                "arp",
                "&",
                "!");
        SplittableRandom random = new SplittableRandom(3);
        int filters = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                text.append(words.get(random.nextInt(words.size()))).append(' ');
            }
            try {
                boolean unused = CaptureFilter.parse(text.toString()).matches(TCP);
                filters++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("filter, column ");
            }
        }
        assertThat(filters).isGreaterThan(500);
    }
}
