package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What hosts and routers say of multicast groups: IGMP of versions 1 (<a
 * href="https://www.rfc-editor.org/rfc/rfc1112">RFC 1112</a>), 2 (<a
 * href="https://www.rfc-editor.org/rfc/rfc2236">RFC 2236</a>) and 3 (<a
 * href="https://www.rfc-editor.org/rfc/rfc3376">RFC 3376</a>).
 *
 * <pre>
 *  0               1               2               3
 * +---------------+---------------+-------------------------------+
 * |     type      | response time |           checksum            |
 * +---------------+---------------+-------------------------------+
 * |  group; in a report of version 3, the number of records       |
 * +---------------------------------------------------------------+
 * |  more, of version 3 alone ...
 * +---------------------------------------------------------------
 * </pre>
 *
 * @param responseTime how long hosts may wait with an answer to a query, as it is coded; zero else
 * @param word what follows the checksum
 * @param rest what follows that
 */
public record IgmpMessage(int type, int responseTime, int word, Bytes rest) {
    public static final int QUERY = 0x11;
    public static final int REPORT_1 = 0x12;
    public static final int REPORT_2 = 0x16;
    public static final int LEAVE = 0x17;
    public static final int REPORT_3 = 0x22;

    /** What hosts of version 1 take for the response time that their queries do not tell (RFC 2236, 4). */
    private static final long VERSION_1_TENTHS = 100;

    private static final int HEADER_LENGTH = 8;
    /** A query of version 3 has four bytes more at least. */
    private static final int QUERY_3_LENGTH = 12;

    private static final int CHECKSUM_OFFSET = 2;
    /** Type, length of auxiliary data, number of sources, group. */
    private static final int RECORD_LENGTH = 8;

    private static final int FIRST_EXPONENT = 0x80;

    /** Which IGMP somebody speaks. */
    public enum Version {
        ONE,
        TWO,
        THREE
    }

    /** What a record of version 3 says of its group; here without lists of sources. */
    public enum Kind {
        /** In answer to a query: in it, whatever the source. */
        IS_EXCLUDE(2),
        /** Left. */
        TO_INCLUDE(3),
        /** Joined. */
        TO_EXCLUDE(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** A report or leave of version 1 or 2. */
    public static IgmpMessage of(int type, Ipv4Address group) {
        return new IgmpMessage(type, 0, group.value(), Bytes.EMPTY);
    }

    /** A report of version 3 that says the same of some groups. */
    public static IgmpMessage report(Kind kind, List<Ipv4Address> groups) {
        ByteBuffer records = ByteBuffer.allocate(RECORD_LENGTH * groups.size());
        for (Ipv4Address group : groups) {
            records.put((byte) kind.number).put((byte) 0).putShort((short) 0).putInt(group.value());
        }
        return new IgmpMessage(REPORT_3, 0, groups.size(), Bytes.wrap(records.array()));
    }

    /** What it is about; 0.0.0.0 in a query about all groups. */
    public Ipv4Address group() {
        return new Ipv4Address(word);
    }

    /** The version of a query; empty if it is too long for one and too short for another (RFC 3376, 7.1). */
    public Optional<Version> queryVersion() {
        int length = HEADER_LENGTH + rest.length();
        if (length >= QUERY_3_LENGTH) {
            return Optional.of(Version.THREE);
        }
        if (length > HEADER_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(responseTime == 0 ? Version.ONE : Version.TWO);
    }

    /**
     * How long an answer to this query may wait, in tenths of a second.
     *
     * @param version the query's
     */
    public long maximumResponseTenths(Version version) {
        return switch (version) {
            case ONE -> VERSION_1_TENTHS;
            case TWO -> responseTime;
            // RFC 3376, 4.1.1: large values are floating-point numbers.
            case THREE ->
                responseTime < FIRST_EXPONENT
                        ? responseTime
                        : (responseTime & 0xFL | 0x10) << (responseTime >>> 4 & 7) + 3;
        };
    }

    /** The message as on the wire, with its checksum. */
    public IpPayload encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_LENGTH + rest.length());
        out.put((byte) type).put((byte) responseTime).putShort((short) 0).putInt(word);
        WireWriter.bytes(out, rest);
        int checksum = InternetChecksum.of(InternetChecksum.add(0, out, 0, out.capacity()));
        out.putShort(CHECKSUM_OFFSET, (short) checksum);
        return new UnknownIpPayload(IpPayload.PROTOCOL_IGMP, Bytes.wrap(out.array()));
    }

    /** Reads a message; empty if it is shorter than a header or damaged. */
    public static Optional<IgmpMessage> decode(Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH || !InternetChecksum.isValid(InternetChecksum.add(0, bytes))) {
            return Optional.empty();
        }
        ByteBuffer in = bytes.asReadOnlyBuffer();
        return Optional.of(new IgmpMessage(
                in.get(0) & 0xFF,
                in.get(1) & 0xFF,
                in.getInt(4),
                bytes.slice(HEADER_LENGTH, bytes.length() - HEADER_LENGTH)));
    }
}
