package labwire.netlab.routing.ospf.packet;

import java.util.List;
import labwire.netlab.wire.Ipv4Address;

/**
 * An OSPF packet (RFC 2328, A.3), without what authenticates it.
 *
 * <p>Lists of advertisements and of headers are not copied: whoever hands one over does not change it any more.
 */
public sealed interface OspfPacket {
    /** Of the header that all packets have, in bytes. */
    int HEADER_LENGTH = 24;
    /** The E bit: the sender floods external advertisements in this area. */
    int OPTION_EXTERNAL = 0x02;

    /** For switches that must be exhaustive on Java 17. */
    enum Kind {
        HELLO(1),
        DATABASE_DESCRIPTION(2),
        LINK_STATE_REQUEST(3),
        LINK_STATE_UPDATE(4),
        LINK_STATE_ACKNOWLEDGMENT(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** As on the wire. */
        int number() {
            return number;
        }
    }

    Kind kind();

    /** The sender's router ID. */
    Ipv4Address router();

    /** The area of the sender's interface. */
    Ipv4Address area();

    /** In bytes, header included, authentication's trailer not. */
    int length();

    /**
     * Finds neighbours, and keeps them (A.3.2).
     *
     * @param prefixLength of the sender's interface
     * @param helloSeconds the sender's interval
     * @param priority to become designated router, 0 to 255; 0: never
     * @param deadSeconds of silence after which the sender counts as gone
     * @param designated the designated router's address, 0.0.0.0 if there is none
     * @param backup the backup's address, 0.0.0.0 if there is none
     * @param neighbors the routers that the sender hears on this link
     */
    record Hello(
            Ipv4Address router,
            Ipv4Address area,
            int prefixLength,
            int helloSeconds,
            int options,
            int priority,
            int deadSeconds,
            Ipv4Address designated,
            Ipv4Address backup,
            List<Ipv4Address> neighbors)
            implements OspfPacket {
        static final int FIXED_LENGTH = 20;

        public Hello {
            neighbors = List.copyOf(neighbors);
        }

        @Override
        public Kind kind() {
            return Kind.HELLO;
        }

        @Override
        public int length() {
            return HEADER_LENGTH + FIXED_LENGTH + 4 * neighbors.size();
        }
    }

    /**
     * Tells what the sender's database holds (A.3.3).
     *
     * @param mtu of the sender's interface, in bytes
     * @param init true in the first packet
     * @param more true if others follow
     * @param master true if the sender leads the exchange
     * @param sequence the packet's number in the exchange
     */
    record DatabaseDescription(
            Ipv4Address router,
            Ipv4Address area,
            int mtu,
            int options,
            boolean init,
            boolean more,
            boolean master,
            int sequence,
            List<AgedHeader> headers)
            implements OspfPacket {
        /** Before the headers, the packet's own header not counted. */
        public static final int FIXED_LENGTH = 8;

        @Override
        public Kind kind() {
            return Kind.DATABASE_DESCRIPTION;
        }

        @Override
        public int length() {
            return HEADER_LENGTH + FIXED_LENGTH + LsaHeader.LENGTH * headers.size();
        }
    }

    /** Asks for advertisements (A.3.4). */
    record LinkStateRequest(Ipv4Address router, Ipv4Address area, List<LsaKey> keys) implements OspfPacket {
        /** Of one request, in bytes. */
        public static final int KEY_LENGTH = 12;

        @Override
        public Kind kind() {
            return Kind.LINK_STATE_REQUEST;
        }

        @Override
        public int length() {
            return HEADER_LENGTH + KEY_LENGTH * keys.size();
        }
    }

    /** Brings advertisements (A.3.5). */
    record LinkStateUpdate(Ipv4Address router, Ipv4Address area, List<AgedLsa> lsas) implements OspfPacket {
        /** Before the advertisements, the packet's own header not counted. */
        public static final int FIXED_LENGTH = 4;

        @Override
        public Kind kind() {
            return Kind.LINK_STATE_UPDATE;
        }

        @Override
        public int length() {
            int length = HEADER_LENGTH + FIXED_LENGTH;
            for (int i = 0; i < lsas.size(); i++) {
                length += lsas.get(i).lsa().length();
            }
            return length;
        }
    }

    /** Acknowledges advertisements (A.3.6). */
    record LinkStateAcknowledgment(Ipv4Address router, Ipv4Address area, List<AgedHeader> headers)
            implements OspfPacket {
        @Override
        public Kind kind() {
            return Kind.LINK_STATE_ACKNOWLEDGMENT;
        }

        @Override
        public int length() {
            return HEADER_LENGTH + LsaHeader.LENGTH * headers.size();
        }
    }
}
