package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MalformedFrameTest {
    private static final String MACS = "525400000002 525400000001";
    private static final String GOOD_IP =
            "45 00 0023 1234 4000 40 01 6429 0a0a5819 0a0a5850 08 00 59af 0102 0003" + " 6c616277697265";

    private static String reason(String hex) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(Hex.frame(hex)));
        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
        return ((Decoded.Malformed) decoded).reason();
    }

    private static FramePayload payload(String hex) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(Hex.frame(hex)));
        assertThat(decoded).isInstanceOf(Decoded.Frame.class);
        return ((Decoded.Frame) decoded).frame().payload();
    }

    private static IpPayload ipPayload(String hex) {
        assertThat(payload(hex)).isInstanceOf(Ipv4Packet.class);
        return ((Ipv4Packet) payload(hex)).payload();
    }

    @Test
    void aFrameShorterThanItsHeader() {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(Hex.bytes("525400000002 5254000000")));
        assertThat(decoded).isEqualTo(new Decoded.Malformed("Ethernet frame: 11 (expected: at least 14 bytes)"));
    }

    @Test
    void aTagThatTheFrameEndsIn() {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(Hex.bytes(MACS + "8100 00")));
        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void theReservedVlan() {
        assertThat(reason(MACS + "8100 0fff 0800")).isEqualTo("VLAN: 4095 (expected: 0-4094)");
    }

    @Test
    void a8023LengthBeyondTheFrame() {
        assertThat(reason(MACS + "05dc 424203")).contains("expected: at least 1514 bytes");
    }

    @Test
    void aThirdFieldThatIsNeitherLengthNorType() {
        assertThat(reason(MACS + "05dd")).contains("type or length: 1501");
    }

    @Test
    void aThirdTagIsCarriedUnread() {
        FramePayload payload = payload(MACS + "8100 0001 8100 0002 8100 0003 0800");
        assertThat(payload).isInstanceOf(UnknownPayload.class);
        assertThat(((UnknownPayload) payload).typeOrLength()).isEqualTo(EtherType.VLAN_TAG);
    }

    @Test
    void anotherIpVersion() {
        assertThat(reason(MACS + "0800" + GOOD_IP.replaceFirst("45", "65"))).isEqualTo("IP version: 6 (expected: 4)");
    }

    @Test
    void anIpHeaderShorterThanTwentyBytes() {
        assertThat(reason(MACS + "0800" + GOOD_IP.replaceFirst("45", "44"))).contains("IPv4 header length: 16");
    }

    @Test
    void aTotalLengthBeyondTheFrame() {
        assertThat(reason(MACS + "0800" + GOOD_IP.replaceFirst("0023", "0123"))).contains("IPv4 total length: 291");
    }

    @Test
    void aTotalLengthWithinTheHeader() {
        assertThat(reason(MACS + "0800" + GOOD_IP.replaceFirst("0023", "0013"))).contains("IPv4 total length: 19");
    }

    @Test
    void aWrongIpHeaderChecksum() {
        assertThat(reason(MACS + "0800" + GOOD_IP.replaceFirst("6429", "6428"))).contains("header checksum");
    }

    @Test
    void aWrongIcmpChecksumIsForTheReceiverToSee() {
        IpPayload payload = ipPayload(MACS + "0800" + GOOD_IP.replaceFirst("59af", "59ae"));
        assertThat(((IcmpMessage) payload).checksumValid()).isFalse();
    }

    /** 20 bytes of IP header before a body of UDP or TCP, its checksum put right. */
    private static String ipWith(int protocol, String bodyHex) {
        UnknownIpPayload body = new UnknownIpPayload(protocol, Bytes.wrap(Hex.bytes(bodyHex)));
        Ipv4Packet packet =
                new Ipv4Packet(Ipv4Address.parse("10.10.88.25"), Ipv4Address.parse("10.10.88.80"), 0x1234, body);
        return MACS + "0800" + HexFormat.of().formatHex(Ipv4Codec.encode(packet).toByteArray());
    }

    @Test
    void aUdpHeaderCutShort() {
        assertThat(reason(ipWith(17, "14e9 0035 00"))).contains("UDP datagram: 5");
    }

    @Test
    void aUdpLengthBeyondThePacket() {
        assertThat(reason(ipWith(17, "14e9 0035 000e 0000 7175657279"))).contains("UDP length: 14");
    }

    @Test
    void aUdpLengthWithinItsHeader() {
        assertThat(reason(ipWith(17, "14e9 0035 0007 0000 7175657279"))).contains("UDP length: 7");
    }

    @Test
    void aUdpDatagramEndsWhereItsLengthSays() {
        UdpDatagram datagram = (UdpDatagram) ipPayload(ipWith(17, "14e9 0035 0009 0000 7175657279"));
        assertThat(datagram.payload().length()).isEqualTo(1);
    }

    @Test
    void aUdpDatagramWithoutAChecksumIsValid() {
        UdpDatagram datagram = (UdpDatagram) ipPayload(ipWith(17, "14e9 0035 000d 0000 7175657279"));
        assertThat(datagram.checksumValid()).isTrue();
    }

    @Test
    void aUdpDatagramWithAWrongChecksumIsNot() {
        UdpDatagram datagram = (UdpDatagram) ipPayload(ipWith(17, "14e9 0035 000d 1111 7175657279"));
        assertThat(datagram.checksumValid()).isFalse();
    }

    @Test
    void aTcpHeaderLengthWithinTheFixedPart() {
        assertThat(reason(ipWith(6, "c000 0019 11223344 00000000 40 02 faf0 0000 0000")))
                .contains("TCP header length: 16");
    }

    @Test
    void aTcpHeaderLengthBeyondThePacket() {
        assertThat(reason(ipWith(6, "c000 0019 11223344 00000000 60 02 faf0 0000 0000")))
                .contains("TCP header length: 24");
    }

    @Test
    void anIcmpMessageCutShort() {
        assertThat(reason(ipWith(1, "08 00 59af"))).contains("ICMP message: 4");
    }

    @Test
    void arpWithAnotherAddressLength() {
        assertThat(reason(MACS + "0806 0001 0800 08 04 0001")).contains("ARP address lengths: 8 and 4");
    }

    @Test
    void arpForOtherHardwareIsCarriedUnread() {
        assertThat(payload(MACS + "0806 0006 0800 08 04 0001")).isInstanceOf(UnknownPayload.class);
    }

    @Test
    void arpWithAnotherOperationIsCarriedUnread() {
        assertThat(payload(MACS + "0806 0001 0800 06 04 0003")).isInstanceOf(UnknownPayload.class);
    }

    @Test
    void aBpduOfAnUnknownType() {
        assertThat(reason("0180c2000000 525400000101 0027 424203 0000 02 03 3c"))
                .contains("BPDU type 3, version 2");
    }

    @Test
    void aRapidBpduThatClaimsTheFirstVersion() {
        assertThat(reason("0180c2000000 525400000101 0027 424203 0000 00 02 3c"))
                .contains("version 0");
    }

    @Test
    void aBpduOfAnotherProtocol() {
        assertThat(reason("0180c2000000 525400000101 0027 424203 0001 02 02 3c"))
                .contains("protocol identifier: 1");
    }

    @Test
    void aRapidBpduOneByteShort() {
        assertThat(reason("0180c2000000 525400000101 0026 424203 0000 02 02 3c"))
                .contains("BPDU: 38");
    }

    @Test
    void aPvstBpduWithoutItsVlan() {
        assertThat(reason("01000ccccccd 525400000101 002c aaaa03 00000c 010b 0000 02 02 3c"))
                .contains("PVST+ BPDU: 44");
    }

    @Test
    void aPvstBpduWithAnotherTlv() {
        assertThat(reason("01000ccccccd 525400000101 0032 aaaa03 00000c 010b 0000 02 02 3c" + "00".repeat(37)))
                .contains("PVST+ TLV: type 0, length 0");
    }

    @Test
    void snapOfAnotherProtocolIsCarriedUnread() {
        assertThat(payload("01000ccccccc 525400000101 0010 aaaa03 00000c 0111 0102"))
                .isInstanceOf(UnknownPayload.class);
    }
}
