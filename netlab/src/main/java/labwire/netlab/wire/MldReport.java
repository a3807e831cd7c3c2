package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which groups a node is in, or comes to and leaves (<a
 * href="https://www.rfc-editor.org/rfc/rfc3810#section-5.2">RFC 3810, 5.2</a>); here without lists of sources.
 */
public record MldReport(List<Change> changes) {
    /** Records that fit into the smallest packet of any link. */
    public static final int MAX_RECORDS = 60;

    /** What is said of a group. */
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

    /** One group of a report. */
    public record Change(Kind kind, Ipv6Address group) {
        /**
         * The same for routers that know version 1 alone (<a href="https://www.rfc-editor.org/rfc/rfc2710#section-3">RFC
         * 2710, 3</a>): a report, or that one is done.
         */
        public Icmpv6Message encodeForOldRouters() {
            ByteBuffer body = ByteBuffer.allocate(SOURCE_LENGTH);
            WireWriter.address6(body, group);
            int type = kind == Kind.TO_INCLUDE ? Icmpv6Message.MLDV1_DONE : Icmpv6Message.MLDV1_REPORT;
            return new Icmpv6Message(type, 0, 0, Bytes.wrap(body.array()));
        }
    }

    /** Type, length of auxiliary data, number of sources, group. */
    private static final int RECORD_LENGTH = 20;

    private static final int SOURCE_LENGTH = 16;

    public MldReport {
        changes = List.copyOf(changes);
        if (changes.size() > MAX_RECORDS) {
            throw new IllegalArgumentException(
                    "records: " + changes.size() + " (expected: at most " + MAX_RECORDS + ")");
        }
    }

    /** What the hop-by-hop header before a report says: routers, look at this (RFC 2711). */
    public static ExtensionHeader routerAlert() {
        return new ExtensionHeader.Options(
                ExtensionHeader.HOP_BY_HOP, Bytes.wrap(new byte[] {5, 2, 0, 0, /* PadN */ 1, 0}));
    }

    public Icmpv6Message encode() {
        ByteBuffer out = ByteBuffer.allocate(RECORD_LENGTH * changes.size());
        for (Change change : changes) {
            out.put((byte) change.kind().number).put((byte) 0).putShort((short) 0);
            WireWriter.address6(out, change.group());
        }
        return new Icmpv6Message(Icmpv6Message.MLDV2_REPORT, 0, changes.size(), Bytes.wrap(out.array()));
    }

    /** Reads a report; records of other kinds are passed over. Empty if it is malformed. */
    public static Optional<MldReport> decode(Icmpv6Message message) {
        if (message.type() != Icmpv6Message.MLDV2_REPORT) {
            return Optional.empty();
        }
        try {
            WireReader in = new WireReader("MLD report", message.body());
            List<Change> changes = new ArrayList<>();
            for (int left = message.rest() & 0xFFFF; left > 0 && changes.size() < MAX_RECORDS; left--) {
                int number = in.u8();
                int auxiliary = in.u8() * 4;
                int sources = in.u16();
                Ipv6Address group = in.address6();
                in.skip(sources * SOURCE_LENGTH + auxiliary);
                for (Kind kind : Kind.values()) {
                    if (kind.number == number) {
                        changes.add(new Change(kind, group));
                    }
                }
            }
            return Optional.of(new MldReport(changes));
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    /** The group that a query asks for, "::" for all; empty if it is malformed. */
    public static Optional<Ipv6Address> queriedGroup(Icmpv6Message query) {
        try {
            return Optional.of(new WireReader("MLD query", query.body()).address6());
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }
}
