package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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

    /** In what follows a query's group: their number, and the first of them. */
    private static final int SOURCES_AT = 2;

    private static final int FIRST_SOURCE = 4;

    private static final int FIRST_EXPONENT = 0x80;

    /** Which IGMP somebody speaks. */
    public enum Version {
        ONE,
        TWO,
        THREE
    }

    /** What a record of version 3 says of its group (RFC 3376, 4.2.12). */
    public enum Kind {
        /** In answer to a query: these sources are wanted. */
        IS_INCLUDE(1),
        /** In answer to a query: all but these sources are wanted. */
        IS_EXCLUDE(2),
        /** Now these sources are wanted; with none, the group is left. */
        TO_INCLUDE(3),
        /** Now all but these sources are wanted; with none, the group is joined. */
        TO_EXCLUDE(4),
        /** These sources are wanted too. */
        ALLOW(5),
        /** These sources are wanted no longer. */
        BLOCK(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** What a report of version 3 says of one group. */
    public record GroupRecord(Kind kind, Ipv4Address group, List<Ipv4Address> sources) {
        public GroupRecord {
            sources = List.copyOf(sources);
        }

        /** In bytes. */
        public int length() {
            return RECORD_LENGTH + Integer.BYTES * sources.size();
        }
    }

    /** A report or leave of version 1 or 2. */
    public static IgmpMessage of(int type, Ipv4Address group) {
        return new IgmpMessage(type, 0, group.value(), Bytes.EMPTY);
    }

    /** A report of version 3. */
    public static IgmpMessage report(List<GroupRecord> records) {
        ByteBuffer out = ByteBuffer.allocate(
                records.stream().mapToInt(GroupRecord::length).sum());
        for (GroupRecord each : records) {
            out.put((byte) each.kind.number).put((byte) 0).putShort((short) each.sources.size());
            out.putInt(each.group.value());
            each.sources.forEach(source -> out.putInt(source.value()));
        }
        return new IgmpMessage(REPORT_3, 0, records.size(), Bytes.wrap(out.array()));
    }

    /** The sources that a query of version 3 asks about; none: the whole group. What is beyond its end is left out. */
    public List<Ipv4Address> querySources() {
        List<Ipv4Address> sources = new ArrayList<>();
        if (rest.length() >= FIRST_SOURCE) {
            ByteBuffer in = rest.asReadOnlyBuffer();
            int count = Math.min(in.getShort(SOURCES_AT) & 0xFFFF, (rest.length() - FIRST_SOURCE) / Integer.BYTES);
            for (int i = 0; i < count; i++) {
                sources.add(new Ipv4Address(in.getInt(FIRST_SOURCE + i * Integer.BYTES)));
            }
        }
        return sources;
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
