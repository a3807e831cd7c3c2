package labwire.netlab.routing.ospf.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import labwire.netlab.routing.ospf.packet.Authentication.Cryptographic;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.InternetChecksum;
import org.junit.jupiter.api.Test;

class OspfPacketCodecTest {
    @Test
    void whatIsEncodedIsDecodedAgain() {
        for (OspfPacket packet : SamplePackets.all()) {
            Bytes bytes = OspfPacketCodec.encode(packet);
            assertThat(bytes.length()).isEqualTo(packet.length());
            OspfDecoded.Packet decoded = decoded(bytes);
            assertThat(decoded.refusedLsas()).isZero();
            assertThat(OspfPacketCodec.encode(decoded.packet())).isEqualTo(bytes);
            assertThat(decoded.packet().toString()).isEqualTo(packet.toString());
        }
    }

    /** Put together by hand after RFC 2328, A.3.2, its checksum by RFC 1071. */
    @Test
    void helloIsAsTheStandardHasIt() {
        Bytes bytes = OspfPacketCodec.encode(SamplePackets.all().get(0));
        assertThat(HexFormat.of().formatHex(bytes.toByteArray()))
                .isEqualTo("02010030" + "02020202" + "00000001" + "e792" + "0000" + "0000000000000000" + "fffffffc"
                        + "000a" + "02" + "01" + "00000028" + "0a000001" + "00000000" + "03030303");
    }

    @Test
    void checksumOfAnAdvertisementIsZeroOverAllOfIt() {
        for (Lsa lsa : SamplePackets.lsas()) {
            Bytes packet = OspfPacketCodec.encode(new OspfPacket.LinkStateUpdate(
                    SamplePackets.ROUTER, SamplePackets.AREA, List.of(new AgedLsa(5, lsa))));
            byte[] bytes = packet.toByteArray();
            assertThat(FletcherChecksum.isValid(bytes, 28 + 2, lsa.length() - 2))
                    .isTrue();
            bytes[30] ^= 1;
            assertThat(FletcherChecksum.isValid(bytes, 28 + 2, lsa.length() - 2))
                    .isFalse();
        }
    }

    @Test
    void anAdvertisementWithAWrongChecksumIsPassedOverAloneAndCounted() {
        OspfPacket update = SamplePackets.all().get(4);
        byte[] bytes = OspfPacketCodec.encode(update).toByteArray();
        int lastTag = bytes.length - 1;
        bytes[lastTag] ^= 0x40;
        bytes[12] = 0;
        bytes[13] = 0;
        int checksum = InternetChecksum.of(InternetChecksum.add(0, Bytes.wrap(bytes.clone())));
        bytes[12] = (byte) (checksum >>> 8);
        bytes[13] = (byte) checksum;
        OspfDecoded.Packet decoded = decoded(Bytes.wrap(bytes));
        assertThat(decoded.refusedLsas()).isEqualTo(1);
        assertThat(decoded.packet())
                .isInstanceOfSatisfying(
                        OspfPacket.LinkStateUpdate.class,
                        read -> assertThat(read.lsas()).hasSize(4));
    }

    @Test
    void malformedPacketsSayWhatIsWrong() {
        byte[] bytes = OspfPacketCodec.encode(SamplePackets.all().get(0)).toByteArray();
        bytes[0] = 3;
        assertThat(OspfPacketCodec.decode(Bytes.wrap(bytes)))
                .isEqualTo(new OspfDecoded.Malformed("OSPF version: 3 (expected: 2)"));
        bytes[0] = 2;
        bytes[47] ^= 1;
        assertThat(OspfPacketCodec.decode(Bytes.wrap(bytes)))
                .isEqualTo(new OspfDecoded.Malformed("OSPF checksum: wrong"));
    }

    @Test
    void passwordsAndDigestsAreRecognized() {
        Authentication one = new Authentication.Simple("secret");
        Authentication other = new Authentication.Simple("Secret");
        Authentication old = new Cryptographic(List.of(new Cryptographic.Key(1, "alpha")));
        Authentication both =
                new Cryptographic(List.of(new Cryptographic.Key(1, "alpha"), new Cryptographic.Key(2, "beta")));
        Authentication wrong = new Cryptographic(List.of(new Cryptographic.Key(1, "Alpha")));
        for (OspfPacket packet : SamplePackets.all()) {
            OspfDecoded.AuthenticationProof password =
                    decoded(one.seal(packet, 1).bytes()).proof();
            assertThat(one.accepts(password)).isTrue();
            assertThat(other.accepts(password)).isFalse();
            assertThat(Authentication.NONE.accepts(password)).isFalse();
            OspfDecoded.AuthenticationProof digest =
                    decoded(old.seal(packet, 77).bytes()).proof();
            assertThat(old.accepts(digest)).isTrue();
            assertThat(both.accepts(digest)).isTrue();
            assertThat(wrong.accepts(digest)).isFalse();
            assertThat(Authentication.sequenceOf(digest)).isEqualTo(77);
            assertThat(old.accepts(decoded(both.seal(packet, 1).bytes()).proof()))
                    .isFalse();
        }
    }

    private static OspfDecoded.Packet decoded(Bytes bytes) {
        OspfDecoded decoded = OspfPacketCodec.decode(bytes);
        assertThat(decoded).isInstanceOf(OspfDecoded.Packet.class);
        return (OspfDecoded.Packet) decoded;
    }
}
