package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the decoders of IPv6 refuse, or pass over, as the RFCs say. */
class MalformedIpv6Test {
    private static final String ENDS = "fe800000000000000000000000000001 fe800000000000000000000000000002";
    private static final String TARGET = "fe800000000000000000000000000002";

    private static Decoded decode(String packet) {
        return FrameDecoder.decode(Bytes.wrap(Hex.frame("525400000002 525400000001 86dd" + packet)));
    }

    private static void assertRefused(String packet) {
        assertThat(decode(packet)).isInstanceOf(Decoded.Malformed.class);
    }

    private static Icmpv6Message message(int type, int code, String body) {
        return new Icmpv6Message(type, code, 0, Bytes.wrap(Hex.bytes(body)));
    }

    private static Optional<NdpMessage> discovery(int type, String body) {
        return NdpCodec.decode(message(type, 0, body));
    }

    @Test
    void anotherVersionAndLengthsThatDoNotFitAreRefused() {
        assertRefused("40000000 0000 3b 40" + ENDS);
        assertRefused("60000000 0100 3b 40" + ENDS);
    }

    @Test
    void headersThatAreCutShortAreRefused() {
        assertRefused("60000000 0004 3c 40" + ENDS + "3b 00 0000");
        assertRefused("60000000 0008 3c 40" + ENDS + "3b 01 0000 00000000");
    }

    @Test
    void rfc8504HeadersBeyondTheLimitAreNotReadAndCountAsAnUnknownPayload() {
        String nine = "3c 00 01 04 00000000".repeat(8) + "3b 00 01 04 00000000";
        assertThat(decode("60000000 0048 3c 40" + ENDS + nine)).isInstanceOfSatisfying(Decoded.Frame.class, frame -> {
            Ipv6Packet packet = (Ipv6Packet) frame.frame().payload();
            assertThat(packet.extensions()).hasSize(ExtensionHeader.MAX_HEADERS);
            assertThat(packet.payload())
                    .isEqualTo(new UnknownIpPayload(
                            ExtensionHeader.DESTINATION_OPTIONS, Bytes.wrap(Hex.bytes("3b 00 01 04 00000000"))));
        });
    }

    @Test
    void aDamagedChecksumIsAMarkAndNoReasonToRefuse() {
        Decoded decoded = decode("60000000 0008 3a 40" + ENDS + "80 00 0000 0001 0001");
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Frame.class,
                        frame -> assertThat(((Icmpv6Message)
                                                ((Ipv6Packet) frame.frame().payload()).payload())
                                        .checksumValid())
                                .isFalse());
    }

    @Test
    void rfc4861MessagesWithAnotherCodeAnOptionOfNoLengthOrAGroupAsTargetAreNone() {
        assertThat(discovery(Icmpv6Message.NEIGHBOR_SOLICITATION, TARGET)).isPresent();
        assertThat(NdpCodec.decode(message(Icmpv6Message.NEIGHBOR_SOLICITATION, 1, TARGET)))
                .isEmpty();
        assertThat(discovery(Icmpv6Message.NEIGHBOR_SOLICITATION, TARGET + "01 00 525400000001"))
                .isEmpty();
        assertThat(discovery(Icmpv6Message.NEIGHBOR_SOLICITATION, TARGET + "01 02 525400000001"))
                .isEmpty();
        assertThat(discovery(Icmpv6Message.NEIGHBOR_SOLICITATION, "ff020000000000000000000000000001"))
                .isEmpty();
        assertThat(discovery(Icmpv6Message.NEIGHBOR_ADVERTISEMENT, "fe80")).isEmpty();
        assertThat(discovery(Icmpv6Message.REDIRECT, TARGET)).isEmpty();
    }

    @Test
    void rfc4861UnknownOptionsArePassedOver() {
        assertThat(discovery(Icmpv6Message.NEIGHBOR_SOLICITATION, TARGET + "63 01 000000000000 01 01 525400000001"))
                .contains(new NdpMessage.NeighborSolicitation(
                        Ipv6Address.parse("fe80::2"), Optional.of(MacAddress.parse("52:54:00:00:00:01"))));
    }

    @Test
    void rfc4861PrefixThatIsPreferredLongerThanItIsValidIsPassedOver() {
        String advertisement =
                "00000000 00000000 03 04 40 c0 00000001 00000002 00000000 20010db8000000000000000000000000";
        assertThat(discovery(Icmpv6Message.ROUTER_ADVERTISEMENT, advertisement))
                .get()
                .isInstanceOfSatisfying(
                        NdpMessage.RouterAdvertisement.class,
                        told -> assertThat(told.prefixes()).isEmpty());
    }

    @Test
    void rfc3810ReportThatPromisesMoreThanItHasIsNone() {
        Icmpv6Message cut = new Icmpv6Message(
                Icmpv6Message.MLDV2_REPORT, 0, 2, Bytes.wrap(Hex.bytes("04 00 0000 ff020000000000000000000000001234")));
        assertThat(MldReport.decode(cut)).isEmpty();
        assertThat(MldReport.queriedGroup(message(Icmpv6Message.MLD_QUERY, 0, "ff02")))
                .isEmpty();
    }
}
