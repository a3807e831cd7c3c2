package labwire.netlab.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An LLDP data unit (802.1AB). An absent text stands for a TLV that is not there.
 *
 * @param timeToLiveSeconds how long to believe it, 0 to 65535; 0 says that the device leaves
 * @param managementAddresses those of IPv4; the others are not read
 * @param organizationTlvs in their order
 */
public record LldpPacket(
        Identifier chassis,
        Identifier port,
        int timeToLiveSeconds,
        Optional<String> portDescription,
        Optional<String> systemName,
        Optional<String> systemDescription,
        Optional<Capabilities> capabilities,
        List<Ipv4Address> managementAddresses,
        List<OrganizationTlv> organizationTlvs)
        implements FramePayload {
    public static final int CHASSIS_MAC_ADDRESS = 4;
    public static final int PORT_MAC_ADDRESS = 3;
    public static final int PORT_INTERFACE_NAME = 5;

    public static final int CAPABILITY_REPEATER = 0x02;
    public static final int CAPABILITY_BRIDGE = 0x04;
    public static final int CAPABILITY_WLAN = 0x08;
    public static final int CAPABILITY_ROUTER = 0x10;
    public static final int CAPABILITY_TELEPHONE = 0x20;
    public static final int CAPABILITY_STATION = 0x80;

    /** Characters of a text, and octets of an identifier (802.1AB, 8.5). */
    public static final int MAX_TEXT = 255;
    /** Management addresses, and organizations' TLVs; more are not read. */
    public static final int MAX_REPEATED = 16;

    private static final int OUI_8021 = 0x0080C2;
    private static final int SUBTYPE_PORT_VLAN = 1;

    static final int TLV_HEADER_LENGTH = 2;
    static final int MANAGEMENT_ADDRESS_LENGTH = 12;

    /** Names a device or a port, in a way that the subtype tells (802.1AB, tables 8-2 and 8-3). */
    public record Identifier(int subtype, Bytes value) {
        public Identifier {
            if (value.isEmpty() || value.length() > MAX_TEXT) {
                throw new IllegalArgumentException(
                        "LLDP identifier: " + value.length() + " octets (expected: 1-" + MAX_TEXT + ")");
            }
        }

        int length() {
            return TLV_HEADER_LENGTH + 1 + value.length();
        }
    }

    /** The {@code CAPABILITY_} bits of what a system could do, and of what it does. */
    public record Capabilities(int supported, int enabled) {}

    /** A TLV of type 127. */
    public record OrganizationTlv(int oui, int subtype, Bytes value) {
        static final int MAX_VALUE = 507;

        public OrganizationTlv {
            if (value.length() > MAX_VALUE) {
                throw new IllegalArgumentException(
                        "LLDP TLV: " + value.length() + " octets (expected: at most " + MAX_VALUE + ")");
            }
        }

        /** The VLAN of untagged frames at the sending port (802.1Q, D.2.1). */
        public static OrganizationTlv portVlan(int vlan) {
            return new OrganizationTlv(
                    OUI_8021, SUBTYPE_PORT_VLAN, Bytes.wrap(new byte[] {(byte) (vlan >>> 8), (byte) vlan}));
        }

        int length() {
            return TLV_HEADER_LENGTH + 4 + value.length();
        }
    }

    public LldpPacket {
        managementAddresses = List.copyOf(managementAddresses);
        organizationTlvs = List.copyOf(organizationTlvs);
        check("port description", portDescription.orElse("").length(), MAX_TEXT);
        check("system name", systemName.orElse("").length(), MAX_TEXT);
        check("system description", systemDescription.orElse("").length(), MAX_TEXT);
        check("management addresses", managementAddresses.size(), MAX_REPEATED);
        check("organizations' TLVs", organizationTlvs.size(), MAX_REPEATED);
    }

    private static void check(String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException("LLDP " + what + ": " + found + " (expected: at most " + most + ")");
        }
    }

    /** The VLAN of untagged frames at the sending port, if it told it. */
    public OptionalInt portVlan() {
        return organizationTlvs.stream()
                .filter(tlv -> tlv.oui() == OUI_8021
                        && tlv.subtype() == SUBTYPE_PORT_VLAN
                        && tlv.value().length() == 2)
                .mapToInt(tlv -> (tlv.value().get(0) & 0xFF) << 8 | tlv.value().get(1) & 0xFF)
                .findFirst();
    }

    @Override
    public Kind kind() {
        return Kind.LLDP;
    }

    @Override
    public int length() {
        int ends = TLV_HEADER_LENGTH + 2 + TLV_HEADER_LENGTH;
        return chassis.length()
                + port.length()
                + ends
                + text(portDescription)
                + text(systemName)
                + text(systemDescription)
                + (capabilities.isPresent() ? TLV_HEADER_LENGTH + 4 : 0)
                + (TLV_HEADER_LENGTH + MANAGEMENT_ADDRESS_LENGTH) * managementAddresses.size()
                + organizationTlvs.stream().mapToInt(OrganizationTlv::length).sum();
    }

    private static int text(Optional<String> text) {
        return text.map(shown -> TLV_HEADER_LENGTH + shown.length()).orElse(0);
    }
}
