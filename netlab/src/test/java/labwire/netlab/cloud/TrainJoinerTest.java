package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainJoinerTest {
    private static final int UNIT = 100;
    private static final MacAddress TO = new MacAddress(0x0200_0000_0002L);
    private static final MacAddress FROM = new MacAddress(0x0200_0000_0001L);

    private final List<EthernetFrame> taken = new ArrayList<>();
    private final TrainJoiner joiner = new TrainJoiner(taken::add);

    private static TcpSegment train(int segments, int flags, int ports) {
        byte[] payload = new byte[segments * UNIT];
        new SplittableRandom(segments).nextBytes(payload);
        return new TcpSegment(
                ports, 80, -250, 9, flags, 512, 0, TcpOptions.timestamps(7, 8), Bytes.wrap(payload), UNIT, true);
    }

    private static EthernetFrame version4(TcpSegment train) {
        return new EthernetFrame(
                TO, FROM, new Ipv4Packet(Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("10.0.0.2"), 0xFFFE, train));
    }

    private static EthernetFrame version6(TcpSegment train) {
        IpPacket packet = new Ipv6Packet(Ipv6Address.parse("2001:db8::1"), Ipv6Address.parse("2001:db8::2"), train);
        return new EthernetFrame(TO, FROM, List.of(VlanTag.of(10)), packet);
    }

    private static List<EthernetFrame> pieces(EthernetFrame train) {
        List<EthernetFrame> pieces = new ArrayList<>();
        Segmentation.split(train, pieces::add);
        return pieces;
    }

    static Stream<EthernetFrame> trains() {
        return Stream.of(
                version4(train(7, TcpSegment.ACK, 4000)),
                version4(train(2, TcpSegment.ACK | TcpSegment.PSH, 4000)),
                version6(train(45, TcpSegment.ACK, 4000)));
    }

    @ParameterizedTest
    @MethodSource("trains")
    void segmentsThatFollowOneAnotherAreATrainAgain(EthernetFrame train) {
        pieces(train).forEach(joiner::add);
        joiner.flush();
        assertThat(taken).containsExactly(train);
    }

    @Test
    void nothingWaitsForTheNextBatch() {
        List<EthernetFrame> pieces = pieces(version4(train(3, TcpSegment.ACK, 4000)));
        joiner.add(pieces.get(0));
        joiner.flush();
        assertThat(taken).containsExactly(pieces.get(0));
        joiner.add(pieces.get(1));
        joiner.flush();
        joiner.flush();
        assertThat(taken).containsExactly(pieces.get(0), pieces.get(1));
    }

    @Test
    void aTrainIsNoLongerThanASenderMakesIt() {
        List<EthernetFrame> pieces = new ArrayList<>(pieces(version6(train(64, TcpSegment.ACK, 4000))));
        EthernetFrame last = pieces.get(63);
        pieces.add(changed(last, segment -> with(segment, segment.sequence() + UNIT, segment.flags(), 512)));
        pieces.forEach(joiner::add);
        joiner.flush();
        assertThat(taken).extracting(EthernetFrame::wireCount).containsExactly(64, 1);
    }

    private static EthernetFrame changed(EthernetFrame frame, UnaryOperator<TcpSegment> how) {
        IpPacket packet = (IpPacket) frame.payload();
        TcpSegment segment = how.apply((TcpSegment) packet.payload());
        return new EthernetFrame(
                frame.destination(),
                frame.source(),
                frame.tags(),
                packet instanceof Ipv4Packet ipv4
                        ? ipv4.withEnds(ipv4.source(), ipv4.destination(), segment)
                        : ((Ipv6Packet) packet).with(List.of(), segment));
    }

    private static TcpSegment with(TcpSegment segment, int sequence, int flags, int window) {
        return new TcpSegment(
                segment.sourcePort(),
                segment.destinationPort(),
                sequence,
                segment.acknowledgment(),
                flags,
                window,
                segment.options(),
                segment.payload());
    }

    static Stream<Arguments> differences() {
        return Stream.<UnaryOperator<EthernetFrame>>of(
                        frame -> changed(frame, s -> with(s, s.sequence() + 1, s.flags(), s.window())),
                        frame -> changed(frame, s -> with(s, s.sequence(), s.flags(), 511)),
                        frame -> changed(frame, s -> with(s, s.sequence(), s.flags() | TcpSegment.FIN, s.window())),
                        frame -> changed(frame, s -> with(s, s.sequence(), s.flags() | TcpSegment.ECE, s.window())),
                        frame -> changed(
                                frame,
                                s -> new TcpSegment(
                                        s.sourcePort(),
                                        s.destinationPort(),
                                        s.sequence(),
                                        s.acknowledgment(),
                                        s.flags(),
                                        s.window(),
                                        TcpOptions.timestamps(8, 8),
                                        s.payload())),
                        frame -> changed(
                                frame,
                                s -> new TcpSegment(
                                        s.sourcePort(),
                                        s.destinationPort(),
                                        s.sequence(),
                                        s.acknowledgment(),
                                        s.flags(),
                                        s.window(),
                                        0,
                                        s.options(),
                                        s.payload(),
                                        false)),
                        frame -> new EthernetFrame(TO, FROM, ((Ipv4Packet) frame.payload()).withTimeToLive(9)),
                        frame -> new EthernetFrame(TO, FROM, ((Ipv4Packet) frame.payload()).withTrafficClass(3)),
                        frame -> new EthernetFrame(TO, FROM, ((Ipv4Packet) frame.payload()).withIdentification(77)),
                        frame -> new EthernetFrame(FROM, TO, frame.payload()),
                        frame -> version4(train(2, TcpSegment.ACK, 4001)))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("differences")
    void whatDiffersStaysApartAndInItsPlace(UnaryOperator<EthernetFrame> difference) {
        List<EthernetFrame> arriving = new ArrayList<>(pieces(version4(train(5, TcpSegment.ACK, 4000))));
        arriving.set(2, difference.apply(arriving.get(2)));
        arriving.forEach(joiner::add);
        joiner.flush();

        List<EthernetFrame> again = new ArrayList<>();
        taken.forEach(frame -> Segmentation.split(frame, again::add));
        List<EthernetFrame> expected = new ArrayList<>();
        arriving.forEach(frame -> Segmentation.split(frame, expected::add));
        assertThat(again).isEqualTo(expected);
        assertThat(taken).hasSizeBetween(3, 4);
    }
}
