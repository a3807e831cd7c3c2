package labwire.netlab.wire;

import java.io.ByteArrayOutputStream;

/** What stands before an input, so that it gets past the layers above its own. */
enum FuzzedLayer {
    FRAME(""),
    LLC("0180c2000000 020000000001 %length"),
    SNAP("01000ccccccc 020000000001 %length aaaa03 00000c"),
    ARP("ffffffffffff 020000000001 0806 0001 0800"),
    LLDP("0180c200000e 020000000001 88cc"),
    TAGGED("ffffffffffff 020000000001 8100 000a 8100 0014"),
    IPV4("020000000002 020000000001 0800"),
    ICMP("020000000002 020000000001 0800 4500 %total 0001 0000 40 01 %header 0a000001 0a000002"),
    IGMP("020000000002 020000000001 0800 4500 %total 0001 0000 01 02 %header 0a000001 e0000001"),
    TCP("020000000002 020000000001 0800 4500 %total 0001 0000 40 06 %header 0a000001 0a000002"),
    UDP("020000000002 020000000001 0800 4500 %total 0001 0000 40 11 %header 0a000001 0a000002"),
    IPV6("020000000002 020000000001 86dd"),
    ICMPV6("020000000002 020000000001 86dd 60000000 %length 3a ff"
            + " fe800000000000000000000000000001 ff020000000000000000000000000001"),
    TCP6("020000000002 020000000001 86dd 60000000 %length 06 40"
            + " 20010db8000000000000000000000001 20010db8000000000000000000000002"),
    EXTENSIONS6("020000000002 020000000001 86dd 60000000 %length 00 40"
            + " 20010db8000000000000000000000001 20010db8000000000000000000000002");

    private static final int IP_HEADER_LENGTH = 20;
    private static final int IP_OFFSET = 14;
    private static final int CHECKSUM_OFFSET = IP_OFFSET + 10;

    private final String before;

    FuzzedLayer(String before) {
        this.before = before;
    }

    /** A frame whose headers before the input are right in their lengths and sums. */
    byte[] around(byte[] input) {
        String text = before.replace("%length", hex(input.length))
                .replace("%total", hex(IP_HEADER_LENGTH + input.length))
                .replace("%header", "0000");
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(Hex.bytes(text));
        frame.writeBytes(input);
        byte[] octets = frame.toByteArray();
        boolean hasHeader = before.contains("%header") || this == IPV4;
        if (hasHeader && octets.length >= IP_OFFSET + IP_HEADER_LENGTH) {
            mendHeaderChecksum(octets);
        }
        return octets;
    }

    private static String hex(int length) {
        return String.format("%04x", length & 0xFFFF);
    }

    private static void mendHeaderChecksum(byte[] octets) {
        int headerLength = Math.min(4 * (octets[IP_OFFSET] & 0xF), octets.length - IP_OFFSET);
        octets[CHECKSUM_OFFSET] = 0;
        octets[CHECKSUM_OFFSET + 1] = 0;
        int sum = 0;
        for (int i = 0; i + 1 < headerLength; i += 2) {
            sum += (octets[IP_OFFSET + i] & 0xFF) << 8 | octets[IP_OFFSET + i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = ~(sum + (sum >>> 16));
        octets[CHECKSUM_OFFSET] = (byte) (sum >> 8);
        octets[CHECKSUM_OFFSET + 1] = (byte) sum;
    }
}
