package labwire.netlab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import labwire.netlab.link.Port;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpState;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.SampleFrames;

/**
 * A host of both families with services, a router or not; a station beside it that sends it changed {@link SampleFrames},
 * as the fuzzer says; and an honest host on another cable, whom it still serves afterwards.
 *
 * <pre>
 *   station ---- eth0 10.10.88.80, fe80::80 [ host ] eth1 10.0.1.1, 2001:db8:1::1 ---- honest 10.0.1.2, 2001:db8:1::2
 * </pre>
 */
final class MeddledHost implements AutoCloseable {
    static final int MAX_FRAMES = 64;
    /** Of one: which sample, how, when, and three places with what is added there. */
    static final int FRAME_OCTETS = 9;

    private static final int TYPE_OFFSET = 12;
    private static final int IP_OFFSET = EthernetFrame.HEADER_LENGTH;
    private static final int MAX_CHANGES = 3;
    private static final int MEND = 1;
    private static final long DELAY_UNIT_NANOS = 1_000_000;
    private static final Duration CALM = Duration.ofMinutes(5);
    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;
    private static final List<byte[]> SAMPLES =
            SampleFrames.all().stream().map(FrameEncoder::encode).toList();

    private final Ip6Lab lab = new Ip6Lab();
    private final IpStack host = lab.host("H");
    private final IpStack honest = lab.host("honest");
    private final Station station;

    /** @param router whether it forwards, and follows source routes */
    MeddledHost(boolean router) throws UdpException {
        host.setForwarding(router);
        host.ipv6().setForwarding(router);
        host.setSourceRouting(router);
        NetworkInterface eth0 =
                host.addInterface("eth0", new PortLink(new Port(lab.loop.clock(), "H", "eth0", SampleFrames.TO)));
        eth0.addAddress(Ipv4Address.parse("10.10.88.80"), 24);
        eth0.ip6().enable();
        eth0.ip6().addAddress(Ipv6Address.parse("fe80::80"), 64);
        station = new Station(lab.port("station", "eth0"));
        lab.join(StackLab.portOf(eth0), station.port);
        NetworkInterface eth1 = lab.attach6(host, "2001:db8:1::1/64");
        eth1.addAddress(Ipv4Address.parse("10.0.1.1"), 24);
        NetworkInterface other = lab.attach6(honest, "2001:db8:1::2/64");
        other.addAddress(Ipv4Address.parse("10.0.1.2"), 24);
        lab.join(eth1, other);
        serve();
        lab.run(Duration.ofSeconds(5));
    }

    /** To both families. */
    private void serve() throws UdpException {
        host.tcp().listen(Ipv6Address.ANY, 25, 4, TcpSettings.DEFAULT, socket -> new SilentListener());
        host.udp().bind(Ipv6Address.ANY, 7, (source, port, destination, payload) -> {});
    }

    /** Sends what the input says, and looks that the honest host is served as before. */
    void run(byte[] input) {
        int frames = Math.min(MAX_FRAMES, input.length / FRAME_OCTETS);
        for (int i = 0; i < frames; i++) {
            send(input, i * FRAME_OCTETS);
        }
        lab.run(CALM);
        assertThat(host.tcp().sockets())
                .as("half-open connections")
                .noneMatch(socket -> socket.state() == TcpState.SYN_RECEIVED);
        assertServed(Ipv4Address.parse("10.0.1.1"));
        assertServed(Ipv6Address.parse("2001:db8:1::1"));
    }

    private void assertServed(IpAddress address) {
        assertThat(lab.ping6(honest, address, PingSettings.DEFAULT.withCount(1)))
                .singleElement()
                .asString()
                .contains("from " + address);
        TcpSocket client =
                honest.tcp().connect(address.any(), 0, address, 25, TcpSettings.DEFAULT, new SilentListener());
        lab.run(Duration.ofSeconds(1));
        assertThat(client.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    private void send(byte[] input, int at) {
        lab.run(Duration.ofNanos((input[at + 2] & 0xFF) * DELAY_UNIT_NANOS));
        byte[] octets = SAMPLES.get((input[at] & 0xFF) % SAMPLES.size()).clone();
        int how = input[at + 1];
        int changes = how >> 4 & MAX_CHANGES;
        for (int i = 0; i < changes; i++) {
            int place = TYPE_OFFSET + (input[at + 3 + 2 * i] & 0xFF) % (octets.length - TYPE_OFFSET);
            octets[place] += input[at + 4 + 2 * i];
        }
        if ((how & MEND) != 0) {
            mend(octets);
        }
        if (FrameDecoder.decode(Bytes.wrap(octets)) instanceof Decoded.Frame frame) {
            station.port.send(frame.frame());
        }
    }

    /** Makes the sums right of an IP packet that is no fragment and has no extension headers. */
    private static void mend(byte[] octets) {
        int type = u16(octets, TYPE_OFFSET);
        if (type == 0x0800 && octets.length >= IP_OFFSET + IPV4_HEADER_LENGTH) {
            int header = 4 * (octets[IP_OFFSET] & 0xF);
            int end = Math.min(octets.length, IP_OFFSET + u16(octets, IP_OFFSET + 2));
            if (header >= IPV4_HEADER_LENGTH && IP_OFFSET + header <= end) {
                put(octets, IP_OFFSET + 10, IP_OFFSET, IP_OFFSET + header, 0);
                boolean whole = (u16(octets, IP_OFFSET + 6) & 0x3FFF) == 0;
                if (whole) {
                    mendPayload(octets, octets[IP_OFFSET + 9], IP_OFFSET + 12, IP_OFFSET + 20, IP_OFFSET + header, end);
                }
            }
        } else if (type == 0x86DD && octets.length >= IP_OFFSET + IPV6_HEADER_LENGTH) {
            int start = IP_OFFSET + IPV6_HEADER_LENGTH;
            int end = Math.min(octets.length, start + u16(octets, IP_OFFSET + 4));
            mendPayload(octets, octets[IP_OFFSET + 6], IP_OFFSET + 8, start, start, end);
        }
    }

    private static void mendPayload(byte[] octets, int protocol, int addresses, int addressesEnd, int start, int end) {
        int at = start
                + switch (protocol) {
                    case IpPayload.PROTOCOL_TCP -> 16;
                    case IpPayload.PROTOCOL_UDP -> 6;
                    default -> 2;
                };
        if (at + 2 <= end) {
            boolean hasPseudoHeader = protocol != IpPayload.PROTOCOL_ICMP && protocol != 2;
            int pseudo = hasPseudoHeader ? sum(octets, addresses, addressesEnd) + protocol + end - start : 0;
            put(octets, at, start, end, pseudo);
        }
    }

    private static void put(byte[] octets, int at, int start, int end, int more) {
        octets[at] = 0;
        octets[at + 1] = 0;
        int sum = sum(octets, start, end) + more;
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~(sum + (sum >>> 16));
        octets[at] = (byte) (sum >> 8);
        octets[at + 1] = (byte) sum;
    }

    private static int sum(byte[] octets, int start, int end) {
        int sum = 0;
        for (int i = start; i < end; i++) {
            sum += (octets[i] & 0xFF) << ((i - start) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }

    @Override
    public void close() {
        lab.close();
    }
}
