package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SourceRouteCodecTest {
    private static final Ipv4Address A = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address G1 = Ipv4Address.parse("10.0.0.11");
    private static final Ipv4Address G2 = Ipv4Address.parse("10.0.0.12");
    private static final Ipv4Address D = Ipv4Address.parse("10.0.0.99");

    private static Ipv4Packet packet(Bytes options) {
        return new Ipv4Packet(A, D, 1, new UdpDatagram(1000, 7, Bytes.wrap(new byte[] {1, 2, 3}))).withOptions(options);
    }

    private static Bytes bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return Bytes.wrap(bytes);
    }

    private static OptionalInt problemIn(int... octets) {
        return Ipv4Options.problemIn(bytes(octets));
    }

    @Test
    void theFirstGateIsTheDestinationAndTheEndIsTheLastStop() {
        Ipv4Packet sent =
                SourceRoute.depart(packet(SourceRoute.loose(List.of(G1, G2)).encode()));
        assertThat(sent.destination()).isEqualTo(G1);
        assertThat(sent.options()).isEqualTo(bytes(1, 131, 11, 4, 10, 0, 0, 12, 10, 0, 0, 99));
        assertThat(sent.finalDestination()).isEqualTo(D);
    }

    @Test
    void eachStopTakesTheNextForTheDestinationAndRecordsItself() {
        Ipv4Packet at =
                SourceRoute.depart(packet(SourceRoute.strict(List.of(G1)).encode()));
        Ipv4Packet on = SourceRoute.in(at.options()).orElseThrow().advance(at, Ipv4Address.parse("10.0.1.11"));
        assertThat(on.destination()).isEqualTo(D);
        assertThat(on.options()).isEqualTo(bytes(1, 137, 7, 8, 10, 0, 1, 11));
        assertThat(SourceRoute.in(on.options()).orElseThrow().isCompleted()).isTrue();
        assertThat(on.finalDestination()).isEqualTo(D);
        assertThat(SourceRoute.back(on)).isEqualTo(bytes(1, 137, 7, 4, 10, 0, 1, 11));
    }

    @Test
    void checksumsCoverTheEndSoThatTheyHoldAllTheWay() {
        Ipv4Packet given = packet(SourceRoute.loose(List.of(G1, G2)).encode());
        Ipv4Packet first = SourceRoute.depart(given);
        Ipv4Packet second = SourceRoute.in(first.options()).orElseThrow().advance(first, G1);
        Ipv4Packet third = SourceRoute.in(second.options()).orElseThrow().advance(second, G2);
        Bytes plain = Ipv4Codec.encodePayload(given.withOptions(Bytes.EMPTY));
        for (Ipv4Packet each : List.of(first, second, third)) {
            assertThat(Ipv4Codec.encodePayload(each)).isEqualTo(plain);
            EthernetFrame frame = new EthernetFrame(MacAddress.BROADCAST, new MacAddress(2), each);
            assertThat(FrameDecoder.decode(Bytes.wrap(FrameEncoder.encode(frame))))
                    .isEqualTo(new Decoded.Frame(frame));
        }
    }

    @Test
    void anErrorsQuotationKnowsTheEnd() {
        Ipv4Packet sent =
                SourceRoute.depart(packet(SourceRoute.loose(List.of(G1, G2)).encode()));
        assertThat(QuotedPacket.decode(QuotedPacket.quote(sent)).orElseThrow().destination())
                .isEqualTo(D);
    }

    @Test
    void rfc1122Section3p2p1p8cTheWayBackIsRightThoughTheSourceNamedItself() {
        SourceRoute wrong = new SourceRoute(false, List.of(A, G1, G2), 3);
        assertThat(wrong.reversed(A)).contains(SourceRoute.loose(List.of(G2, G1)));
        assertThat(wrong.reversed(D)).contains(SourceRoute.loose(List.of(G2, G1, A)));
    }

    @Test
    void thereIsNoWayBackByWhatWasNotPassedOrIsNoHost() {
        assertThat(new SourceRoute(false, List.of(G1, G2), 1).reversed(A)).contains(SourceRoute.loose(List.of(G1)));
        assertThat(new SourceRoute(false, List.of(G1), 0).reversed(A)).isEmpty();
        assertThat(new SourceRoute(false, List.of(A), 1).reversed(A)).isEmpty();
        assertThat(new SourceRoute(false, List.of(Ipv4Address.parse("224.0.0.1")), 1).reversed(A))
                .isEmpty();
        assertThat(SourceRoute.back(packet(Ipv4Options.recordRoute(2)))).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void nineStopsAreTheMost() {
        List<Ipv4Address> nine = List.of(G1, G2, G1, G2, G1, G2, G1, G2, G1);
        assertThat(SourceRoute.loose(nine).encode().length()).isEqualTo(Ipv4Packet.MAX_OPTIONS_LENGTH);
        assertThat(SourceRoute.in(SourceRoute.loose(nine).encode())).contains(SourceRoute.loose(nine));
        assertThatThrownBy(() -> SourceRoute.loose(List.of(G1, G2, G1, G2, G1, G2, G1, G2, G1, G2)))
                .hasMessage("stops, passed: 10, 0 (expected: at most 9, at most the stops)");
    }

    @Test
    void rfc1812Section5p2p4p1ASecondRouteIsAProblemWhereItBegins() {
        assertThat(problemIn(131, 7, 4, 1, 2, 3, 4, 137, 7, 4, 1, 2, 3, 4, 0, 0))
                .hasValue(27);
        assertThat(problemIn(131, 7, 4, 1, 2, 3, 4, 0, 137, 7, 4, 1, 2, 3, 4, 0))
                .as("behind the end")
                .isEmpty();
    }

    @Test
    void rfc791Section3p1PointerAndLengthAreThoseOfWholeAddresses() {
        assertThat(problemIn(131, 2, 0, 0)).as("no pointer").hasValue(21);
        assertThat(problemIn(131, 7, 3, 1, 2, 3, 4, 0)).as("into the head").hasValue(22);
        assertThat(problemIn(131, 11, 5, 1, 2, 3, 4, 1, 2, 3, 4, 0))
                .as("into an address")
                .hasValue(22);
        assertThat(problemIn(131, 9, 4, 1, 2, 3, 4, 1, 2, 0, 0, 0))
                .as("one address and a half")
                .hasValue(21);
        assertThat(problemIn(131, 7, 200, 1, 2, 3, 4, 0)).as("completed").isEmpty();
        assertThat(problemIn(131, 3, 4, 0)).as("of no address").isEmpty();
        assertThat(SourceRoute.in(bytes(131, 7, 200, 1, 2, 3, 4, 0))
                        .orElseThrow()
                        .isCompleted())
                .isTrue();
    }

    @Test
    void whatIsNotWellFormedIsNoRoute() {
        for (Bytes options : List.of(
                bytes(131, 0, 0, 0), bytes(0, 0, 0, 131), bytes(131, 12, 4, 1), bytes(131, 9, 4, 1, 2, 3, 4, 5))) {
            assertThat(SourceRoute.in(options)).as(options.toString()).isEqualTo(Optional.empty());
            assertThat(SourceRoute.depart(packet(options))).isEqualTo(packet(options));
        }
    }
}
