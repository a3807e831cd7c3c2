package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;

/** What stands before an Ethernet frame in the datagram that carries it. Immutable; any thread. */
public sealed interface Encapsulation {
    /** Octets before the frame. */
    int headerLength();

    /** Writes what stands before the frame. */
    void writeHeader(ByteBuf datagram);

    /**
     * Moves the reader to the frame in a datagram.
     *
     * @return false if what stands before it is not what this encapsulation expects; the reader may have moved
     */
    boolean skipHeader(ByteBuf datagram);

    /** Nothing but the frame, without FCS: what QEMU, GNS3 and VPCS exchange. */
    record RawEthernet() implements Encapsulation {
        @Override
        public int headerLength() {
            return 0;
        }

        @Override
        public void writeHeader(ByteBuf datagram) {}

        @Override
        public boolean skipHeader(ByteBuf datagram) {
            return true;
        }

        @Override
        public String toString() {
            return "udp-tunnel";
        }
    }

    /**
     * VXLAN (<a href="https://www.rfc-editor.org/rfc/rfc7348#section-5">RFC 7348, section 5</a>).
     *
     * @param vni the network's identifier, 0 to 2^24 - 1
     */
    record Vxlan(int vni) implements Encapsulation {
        /** The port that IANA has assigned (section 5). */
        public static final int PORT = 4789;
        /** The highest network identifier. */
        public static final int MAX_VNI = (1 << 24) - 1;

        private static final int HEADER_LENGTH = 8;
        /** The I flag: the identifier is valid. The other flags are reserved, and ignored on receipt. */
        private static final int VALID_VNI = 0x08 << 24;

        public Vxlan {
            if (vni < 0 || vni > MAX_VNI) {
                throw new IllegalArgumentException("vni: " + vni + " (expected: 0-" + MAX_VNI + ")");
            }
        }

        @Override
        public int headerLength() {
            return HEADER_LENGTH;
        }

        @Override
        public void writeHeader(ByteBuf datagram) {
            datagram.writeInt(VALID_VNI);
            datagram.writeInt(vni << 8);
        }

        @Override
        public boolean skipHeader(ByteBuf datagram) {
            return datagram.readableBytes() >= HEADER_LENGTH
                    && (datagram.readInt() & VALID_VNI) != 0
                    && datagram.readInt() >>> 8 == vni;
        }

        @Override
        public String toString() {
            return "vxlan-" + vni;
        }
    }
}
