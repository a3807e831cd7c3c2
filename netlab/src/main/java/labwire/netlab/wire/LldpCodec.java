package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Link Layer Discovery Protocol (802.1AB, clause 8).
 *
 * <pre>
 *  TLV: type 7 bits, length 9 bits, value
 *    1  chassis ID: subtype 1, identifier        these three come first, in this order
 *    2  port ID: subtype 1, identifier
 *    3  time to live, in seconds                 2
 *    4  port description
 *    5  system name
 *    6  system description
 *    7  capabilities: of the system, enabled     2 + 2
 *    8  management address: length with subtype 1, subtype 1 (IPv4), address,
 *                           interface numbering 1, interface 4, length of an object identifier 1
 *  127  an organization's: OUI 3, subtype 1, value
 *    0  the end
 * </pre>
 */
final class LldpCodec {
    private static final int END = 0;
    private static final int CHASSIS = 1;
    private static final int PORT = 2;
    private static final int TIME_TO_LIVE = 3;
    private static final int PORT_DESCRIPTION = 4;
    private static final int SYSTEM_NAME = 5;
    private static final int SYSTEM_DESCRIPTION = 6;
    private static final int CAPABILITIES = 7;
    private static final int MANAGEMENT_ADDRESS = 8;
    private static final int ORGANIZATION = 127;

    private static final int ADDRESS_IPV4 = 1;
    private static final int ADDRESS_STRING_LENGTH = 5;
    private static final int INTERFACE_UNKNOWN = 1;
    private static final int LENGTH_BITS = 9;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private LldpCodec() {}

    static void write(ByteBuffer out, LldpPacket packet) {
        identifier(out, CHASSIS, packet.chassis());
        identifier(out, PORT, packet.port());
        header(out, TIME_TO_LIVE, 2);
        out.putShort((short) packet.timeToLiveSeconds());
        text(out, PORT_DESCRIPTION, packet.portDescription());
        text(out, SYSTEM_NAME, packet.systemName());
        text(out, SYSTEM_DESCRIPTION, packet.systemDescription());
        packet.capabilities().ifPresent(capabilities -> {
            header(out, CAPABILITIES, 4);
            out.putShort((short) capabilities.supported()).putShort((short) capabilities.enabled());
        });
        for (Ipv4Address address : packet.managementAddresses()) {
            header(out, MANAGEMENT_ADDRESS, LldpPacket.MANAGEMENT_ADDRESS_LENGTH);
            out.put((byte) ADDRESS_STRING_LENGTH).put((byte) ADDRESS_IPV4).putInt(address.value());
            out.put((byte) INTERFACE_UNKNOWN).putInt(0).put((byte) 0);
        }
        for (LldpPacket.OrganizationTlv tlv : packet.organizationTlvs()) {
            header(out, ORGANIZATION, 4 + tlv.value().length());
            out.put((byte) (tlv.oui() >>> 16)).putShort((short) tlv.oui()).put((byte) tlv.subtype());
            WireWriter.bytes(out, tlv.value());
        }
        header(out, END, 0);
    }

    private static void header(ByteBuffer out, int type, int length) {
        out.putShort((short) (type << LENGTH_BITS | length));
    }

    private static void identifier(ByteBuffer out, int type, LldpPacket.Identifier identifier) {
        header(out, type, 1 + identifier.value().length());
        out.put((byte) identifier.subtype());
        WireWriter.bytes(out, identifier.value());
    }

    private static void text(ByteBuffer out, int type, Optional<String> text) {
        text.ifPresent(shown -> {
            header(out, type, shown.length());
            WireWriter.text(out, shown);
        });
    }

    static LldpPacket read(Bytes bytes) throws MalformedInputException {
        WireReader in = new WireReader("LLDP data unit", bytes);
        LldpPacket.Identifier chassis = identifier(mandatory(in, CHASSIS));
        LldpPacket.Identifier port = identifier(mandatory(in, PORT));
        int timeToLive = mandatory(in, TIME_TO_LIVE).u16();
        Fields fields = new Fields();
        while (in.remaining() > 0) {
            int header = in.u16();
            int type = header >>> LENGTH_BITS;
            if (type == END) {
                break;
            }
            fields.read(type, new WireReader("LLDP TLV " + type, in.slice(header & LENGTH_MASK)));
        }
        return fields.packet(chassis, port, timeToLive);
    }

    private static WireReader mandatory(WireReader in, int expected) throws MalformedInputException {
        int header = in.u16();
        int type = header >>> LENGTH_BITS;
        if (type != expected) {
            throw MalformedInputException.of("LLDP TLV", type, Integer.toString(expected));
        }
        return new WireReader("LLDP TLV " + type, in.slice(header & LENGTH_MASK));
    }

    private static LldpPacket.Identifier identifier(WireReader value) throws MalformedInputException {
        int subtype = value.u8();
        int length = value.remaining();
        if (length < 1 || length > LldpPacket.MAX_TEXT) {
            throw MalformedInputException.of("LLDP identifier's octets", length, "1-255");
        }
        return new LldpPacket.Identifier(subtype, value.rest());
    }

    /** What the optional TLVs read so far have said. */
    private static final class Fields {
        private Optional<String> portDescription = Optional.empty();
        private Optional<String> systemName = Optional.empty();
        private Optional<String> systemDescription = Optional.empty();
        private Optional<LldpPacket.Capabilities> capabilities = Optional.empty();
        private final List<Ipv4Address> managementAddresses = new ArrayList<>();
        private final List<LldpPacket.OrganizationTlv> organizationTlvs = new ArrayList<>();

        void read(int type, WireReader value) throws MalformedInputException {
            switch (type) {
                case PORT_DESCRIPTION -> portDescription = text(value);
                case SYSTEM_NAME -> systemName = text(value);
                case SYSTEM_DESCRIPTION -> systemDescription = text(value);
                case CAPABILITIES -> capabilities = Optional.of(new LldpPacket.Capabilities(value.u16(), value.u16()));
                case MANAGEMENT_ADDRESS -> managementAddress(value);
                case ORGANIZATION -> organization(value);
                default -> {}
            }
        }

        private static Optional<String> text(WireReader value) throws MalformedInputException {
            if (value.remaining() > LldpPacket.MAX_TEXT) {
                throw MalformedInputException.of("LLDP text", value.remaining(), "at most 255 characters");
            }
            return Optional.of(value.text(value.remaining()));
        }

        private void managementAddress(WireReader value) throws MalformedInputException {
            int length = value.u8();
            int subtype = value.u8();
            if (length == ADDRESS_STRING_LENGTH
                    && subtype == ADDRESS_IPV4
                    && managementAddresses.size() < LldpPacket.MAX_REPEATED) {
                managementAddresses.add(value.address());
            }
        }

        private void organization(WireReader value) throws MalformedInputException {
            int oui = value.u8() << 16 | value.u16();
            int subtype = value.u8();
            if (organizationTlvs.size() < LldpPacket.MAX_REPEATED) {
                organizationTlvs.add(new LldpPacket.OrganizationTlv(oui, subtype, value.rest()));
            }
        }

        LldpPacket packet(LldpPacket.Identifier chassis, LldpPacket.Identifier port, int timeToLive) {
            return new LldpPacket(
                    chassis,
                    port,
                    timeToLive,
                    portDescription,
                    systemName,
                    systemDescription,
                    capabilities,
                    managementAddresses,
                    organizationTlvs);
        }
    }
}
