package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import labwire.netlab.stack.tcp.SilentListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** Source routes that somebody makes up to harm: see {@link SourceRouteTest} for what they are for. */
class HostileSourceRoutesTest {
    /** A completed route of nine stops, as it arrives. */
    private static Bytes passed(String stop) {
        byte[] options = new byte[Ipv4Packet.MAX_OPTIONS_LENGTH];
        options[0] = 1;
        options[1] = (byte) 131;
        options[2] = 39;
        options[3] = 40;
        for (int at = 4; at < options.length; at += 4) {
            int address = ip(stop).value();
            for (int octet = 0; octet < 4; octet++) {
                options[at + octet] = (byte) (address >>> 24 - 8 * octet);
            }
        }
        return Bytes.wrap(options);
    }

    /** Its options would take all that a segment may carry. */
    @Test
    void aPeerOfTheSmallestSegmentsAndTheLongestRouteIsServed() throws Exception {
        try (HostAndStation net = new HostAndStation()) {
            net.host.setSourceRouting(true);
            net.host.tcp().listen(Ipv4Address.ANY, 25, 4, TcpSettings.DEFAULT, socket -> {
                socket.write(ByteBuffer.wrap(new byte[100]));
                return new SilentListener();
            });
            TcpOptions small = new TcpOptions(1, TcpOptions.ABSENT, true, List.of(), new TcpOptions.Timestamps(1, 0));
            sendTo(net, 1_000, 0, TcpSegment.SYN, small, 0);
            TcpSegment answer = (TcpSegment) net.received().get(0).payload();
            TcpOptions later = TcpOptions.timestamps(
                    2, Objects.requireNonNull(answer.options().timestamps()).value());
            for (int beyond : new int[] {3, 5, 7}) {
                sendTo(net, 1_000 + beyond, answer.sequence() + 1, TcpSegment.ACK, later, 1);
            }
            net.lab.run(Duration.ofMillis(1));
            assertThat(net.received())
                    .extracting(packet -> (TcpSegment) packet.payload())
                    .anyMatch(segment -> segment.payload().length() > 0 && segment.unit() == 8);
        }
    }

    private static void sendTo(
            HostAndStation net, int sequence, int acknowledgment, int flags, TcpOptions options, int dataLength) {
        TcpSegment segment = new TcpSegment(
                4000, 25, sequence, acknowledgment, flags, 65_535, options, Bytes.wrap(new byte[dataLength]));
        Ipv4Packet packet = new Ipv4Packet(ip("10.0.0.3"), ip("10.0.0.1"), 1, segment);
        net.send(net.eth0.mac(), packet.withOptions(passed("10.0.0.2")));
    }

    /** Who gives a route to turn round could else have any network flooded, past {@code no ip directed-broadcast}. */
    @Test
    void anAnswerWhoseWayBackBeginsWithABroadcastIsNotSent() {
        try (HostAndStation net = new HostAndStation()) {
            net.host.setSourceRouting(true);
            for (String stop : List.of("10.0.0.255", "127.0.0.1", "0.0.0.1", "240.0.0.1")) {
                IcmpMessage echo = new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY);
                Ipv4Packet packet = new Ipv4Packet(ip("10.0.0.2"), ip("10.0.0.1"), 1, echo);
                net.send(net.eth0.mac(), packet.withOptions(passed(stop)));
            }
            assertThat(net.station.received)
                    .noneMatch(frame -> frame.destination().equals(MacAddress.BROADCAST));
            assertThat(net.host.counters().get(IpCounter.SOURCE_ROUTED)).isEqualTo(1);
        }
    }

    @Test
    void optionsOfAnApplicationThatAreNoneAreRefused() {
        for (String wrong : List.of("01010107", "07070200 00000000", "44040505", "83070800 00000000")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(
                            () -> Ipv4Options.sendable(Bytes.wrap(HexFormat.of().parseHex(wrong.replace(" ", "")))));
        }
    }
}
