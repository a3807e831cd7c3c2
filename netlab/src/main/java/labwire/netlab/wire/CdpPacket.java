package labwire.netlab.wire;

import java.util.List;
import java.util.Optional;

/**
 * An announcement of the Cisco Discovery Protocol, version 2. An empty text stands for a TLV that is not there.
 *
 * @param timeToLiveSeconds how long to believe it, 0 to 255; 0 says that the device leaves
 * @param addresses of the port, or of the device
 * @param capabilities the {@code CAPABILITY_} bits
 * @param vtpDomain said by switches; the empty text if they are in no domain
 * @param nativeVlan 0 for none said
 */
public record CdpPacket(
        int timeToLiveSeconds,
        String deviceId,
        List<Ipv4Address> addresses,
        String portId,
        int capabilities,
        String softwareVersion,
        String platform,
        Optional<String> vtpDomain,
        int nativeVlan,
        Duplex duplex,
        List<Ipv4Address> managementAddresses)
        implements FramePayload {
    public static final int CAPABILITY_ROUTER = 0x01;
    public static final int CAPABILITY_TRANSPARENT_BRIDGE = 0x02;
    public static final int CAPABILITY_SOURCE_ROUTE_BRIDGE = 0x04;
    public static final int CAPABILITY_SWITCH = 0x08;
    public static final int CAPABILITY_HOST = 0x10;
    public static final int CAPABILITY_IGMP = 0x20;
    public static final int CAPABILITY_REPEATER = 0x40;

    /** Characters of one text, but for the software version. With these limits, every packet fits into a frame. */
    public static final int MAX_TEXT = 128;

    public static final int MAX_VERSION = 512;
    /** Addresses of one list; more are not read. */
    public static final int MAX_ADDRESSES = 16;

    static final int HEADER_LENGTH = 4;
    static final int TLV_HEADER_LENGTH = 4;
    static final int ADDRESS_LENGTH = 9;

    /** Whether the port sends and receives at once. */
    public enum Duplex {
        NOT_SAID,
        HALF,
        FULL
    }

    public CdpPacket {
        addresses = List.copyOf(addresses);
        managementAddresses = List.copyOf(managementAddresses);
        check("device ID", deviceId.length(), MAX_TEXT);
        check("port ID", portId.length(), MAX_TEXT);
        check("software version", softwareVersion.length(), MAX_VERSION);
        check("platform", platform.length(), MAX_TEXT);
        check("VTP domain", vtpDomain.orElse("").length(), MAX_TEXT);
        check("addresses", addresses.size(), MAX_ADDRESSES);
        check("management addresses", managementAddresses.size(), MAX_ADDRESSES);
    }

    private static void check(String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException("CDP " + what + ": " + found + " (expected: at most " + most + ")");
        }
    }

    @Override
    public Kind kind() {
        return Kind.CDP;
    }

    @Override
    public int length() {
        return LlcCodec.SNAP_LENGTH
                + HEADER_LENGTH
                + text(deviceId)
                + addresses(addresses)
                + text(portId)
                + (TLV_HEADER_LENGTH + 4)
                + text(softwareVersion)
                + text(platform)
                + vtpDomain.map(domain -> TLV_HEADER_LENGTH + domain.length()).orElse(0)
                + (nativeVlan == 0 ? 0 : TLV_HEADER_LENGTH + 2)
                + (duplex == Duplex.NOT_SAID ? 0 : TLV_HEADER_LENGTH + 1)
                + addresses(managementAddresses);
    }

    private static int text(String text) {
        return text.isEmpty() ? 0 : TLV_HEADER_LENGTH + text.length();
    }

    private static int addresses(List<Ipv4Address> addresses) {
        return addresses.isEmpty() ? 0 : TLV_HEADER_LENGTH + 4 + ADDRESS_LENGTH * addresses.size();
    }
}
