package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cisco Discovery Protocol, version 2; version 1 is read too.
 *
 * <pre>
 *  0  version         1
 *  1  time to live    1     in seconds
 *  2  checksum        2     of all of it, see {@link #sum}
 *  4  TLVs: type 2, length with this header 2, value
 *       1  device ID            6  platform
 *       2  addresses            9  VTP domain
 *       3  port ID              A  native VLAN   2
 *       4  capabilities   4     B  duplex        1
 *       5  software version    16  management addresses
 *
 *  addresses: count 4, then each: protocol type 1 (NLPID), its length 1, protocol CC (IP), address length 2, address
 * </pre>
 */
final class CdpCodec {
    private static final int VERSION = 2;
    private static final int DEVICE_ID = 0x01;
    private static final int ADDRESSES = 0x02;
    private static final int PORT_ID = 0x03;
    private static final int CAPABILITIES = 0x04;
    private static final int SOFTWARE_VERSION = 0x05;
    private static final int PLATFORM = 0x06;
    private static final int VTP_DOMAIN = 0x09;
    private static final int NATIVE_VLAN = 0x0A;
    private static final int DUPLEX = 0x0B;
    private static final int MANAGEMENT_ADDRESSES = 0x16;

    private static final int PROTOCOL_NLPID = 1;
    private static final int NLPID_IP = 0xCC;
    private static final int CHECKSUM_OFFSET = 2;

    private CdpCodec() {}

    static void write(ByteBuffer out, CdpPacket packet) {
        LlcCodec.ciscoSnap(out, LlcCodec.SNAP_CDP);
        int start = out.position();
        out.put((byte) VERSION).put((byte) packet.timeToLiveSeconds()).putShort((short) 0);
        text(out, DEVICE_ID, packet.deviceId());
        addresses(out, ADDRESSES, packet.addresses());
        text(out, PORT_ID, packet.portId());
        header(out, CAPABILITIES, 4);
        out.putInt(packet.capabilities());
        text(out, SOFTWARE_VERSION, packet.softwareVersion());
        text(out, PLATFORM, packet.platform());
        packet.vtpDomain().ifPresent(domain -> {
            header(out, VTP_DOMAIN, domain.length());
            WireWriter.text(out, domain);
        });
        if (packet.nativeVlan() != 0) {
            header(out, NATIVE_VLAN, 2);
            out.putShort((short) packet.nativeVlan());
        }
        if (packet.duplex() != CdpPacket.Duplex.NOT_SAID) {
            header(out, DUPLEX, 1);
            out.put((byte) (packet.duplex() == CdpPacket.Duplex.FULL ? 1 : 0));
        }
        addresses(out, MANAGEMENT_ADDRESSES, packet.managementAddresses());
        out.putShort(start + CHECKSUM_OFFSET, (short) InternetChecksum.of(sum(out, start, out.position() - start)));
    }

    private static void header(ByteBuffer out, int type, int length) {
        out.putShort((short) type).putShort((short) (CdpPacket.TLV_HEADER_LENGTH + length));
    }

    private static void text(ByteBuffer out, int type, String text) {
        if (!text.isEmpty()) {
            header(out, type, text.length());
            WireWriter.text(out, text);
        }
    }

    private static void addresses(ByteBuffer out, int type, List<Ipv4Address> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        header(out, type, 4 + CdpPacket.ADDRESS_LENGTH * addresses.size());
        out.putInt(addresses.size());
        for (Ipv4Address address : addresses) {
            out.put((byte) PROTOCOL_NLPID).put((byte) 1).put((byte) NLPID_IP);
            out.putShort((short) 4).putInt(address.value());
        }
    }

    /**
     * The sum that the checksum is made of: that of RFC 1071, but for a last odd octet. Cisco's code takes it for the
     * low half of a word, and extends its sign, which with the carry comes to one less.
     */
    static long sum(ByteBuffer buffer, int from, int length) {
        int even = length & ~1;
        long sum = InternetChecksum.add(0, buffer, from, even);
        if (even == length) {
            return sum;
        }
        int last = buffer.get(from + even) & 0xFF;
        return sum + ((last & 0x80) == 0 ? last : 0xFF00 | last - 1);
    }

    static CdpPacket read(Bytes body) throws MalformedInputException {
        WireReader in = new WireReader("CDP packet", body);
        int version = in.u8();
        if (version < 1 || version > VERSION) {
            throw MalformedInputException.of("CDP version", version, "1 or 2");
        }
        int timeToLive = in.u8();
        in.skip(2);
        if (!InternetChecksum.isValid(sum(body.asReadOnlyBuffer(), 0, body.length()))) {
            throw new MalformedInputException("CDP checksum: wrong (expected: the sum over the packet)");
        }
        Fields fields = new Fields();
        while (in.remaining() > 0) {
            int type = in.u16();
            int length = in.u16() - CdpPacket.TLV_HEADER_LENGTH;
            if (length < 0) {
                throw MalformedInputException.of("CDP TLV length", length + CdpPacket.TLV_HEADER_LENGTH, "at least 4");
            }
            fields.read(type, new WireReader("CDP TLV " + type, in.slice(length)));
        }
        return fields.packet(timeToLive);
    }

    /** What the TLVs read so far have said. */
    private static final class Fields {
        private String deviceId = "";
        private List<Ipv4Address> addresses = List.of();
        private String portId = "";
        private int capabilities;
        private String softwareVersion = "";
        private String platform = "";
        private Optional<String> vtpDomain = Optional.empty();
        private int nativeVlan;
        private CdpPacket.Duplex duplex = CdpPacket.Duplex.NOT_SAID;
        private List<Ipv4Address> managementAddresses = List.of();

        void read(int type, WireReader value) throws MalformedInputException {
            switch (type) {
                case DEVICE_ID -> deviceId = text(value, CdpPacket.MAX_TEXT);
                case ADDRESSES -> addresses = readAddresses(value);
                case PORT_ID -> portId = text(value, CdpPacket.MAX_TEXT);
                case CAPABILITIES -> capabilities = value.i32();
                case SOFTWARE_VERSION -> softwareVersion = text(value, CdpPacket.MAX_VERSION);
                case PLATFORM -> platform = text(value, CdpPacket.MAX_TEXT);
                case VTP_DOMAIN -> vtpDomain = Optional.of(text(value, CdpPacket.MAX_TEXT));
                case NATIVE_VLAN -> nativeVlan = value.u16();
                case DUPLEX -> duplex = value.u8() == 0 ? CdpPacket.Duplex.HALF : CdpPacket.Duplex.FULL;
                case MANAGEMENT_ADDRESSES -> managementAddresses = readAddresses(value);
                default -> {}
            }
        }

        /** A text longer than what is kept is cut: some devices' versions are. */
        private static String text(WireReader value, int most) throws MalformedInputException {
            return value.text(Math.min(value.remaining(), most));
        }

        private static List<Ipv4Address> readAddresses(WireReader value) throws MalformedInputException {
            List<Ipv4Address> addresses = new ArrayList<>();
            int count = value.i32();
            for (int i = 0; i != count && i < CdpPacket.MAX_ADDRESSES; i++) {
                int protocolType = value.u8();
                Bytes protocol = value.slice(value.u8());
                WireReader address = new WireReader("CDP address", value.slice(value.u16()));
                boolean ip = protocolType == PROTOCOL_NLPID
                        && protocol.length() == 1
                        && (protocol.get(0) & 0xFF) == NLPID_IP;
                if (ip) {
                    addresses.add(address.address());
                }
            }
            return addresses;
        }

        CdpPacket packet(int timeToLive) {
            return new CdpPacket(
                    timeToLive,
                    deviceId,
                    addresses,
                    portId,
                    capabilities,
                    softwareVersion,
                    platform,
                    vtpDomain,
                    nativeVlan,
                    duplex,
                    managementAddresses);
        }
    }
}
