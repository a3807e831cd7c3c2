package labwire.netlab.routing.ospf.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.routing.ospf.packet.OspfDecoded.AuthenticationProof;
import labwire.netlab.routing.ospf.packet.OspfPacket.DatabaseDescription;
import labwire.netlab.routing.ospf.packet.OspfPacket.Hello;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateAcknowledgment;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateRequest;
import labwire.netlab.routing.ospf.packet.OspfPacket.LinkStateUpdate;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.InternetChecksum;
import labwire.netlab.wire.Ipv4Address;

/**
 * OSPF packets (RFC 2328, A.3.1).
 *
 * <pre>
 *  0               1               2               3
 * +---------------+---------------+-------------------------------+
 * |  version (2)  |     type      |         packet length         |
 * +---------------+---------------+-------------------------------+
 * |                           router ID                           |
 * +---------------------------------------------------------------+
 * |                            area ID                            |
 * +-------------------------------+-------------------------------+
 * |           checksum            |      authentication type      |
 * +-------------------------------+-------------------------------+
 * |                        authentication                         |
 * |                                                               |
 * +---------------------------------------------------------------+
 * |  body, by type ...
 * +---------------------------------------------------------------
 * </pre>
 */
public final class OspfPacketCodec {
    static final int AUTHENTICATION_TYPE_OFFSET = 14;
    static final int AUTHENTICATION_OFFSET = 16;
    static final int CHECKSUM_OFFSET = 12;

    private static final int VERSION = 2;
    private static final int AUTHENTICATION_LENGTH = 8;
    private static final int CRYPTOGRAPHIC = 2;
    private static final int FLAG_MASTER = 1;
    private static final int FLAG_MORE = 2;
    private static final int FLAG_INIT = 4;

    private OspfPacketCodec() {}

    /** The packet as on the wire, with its checksum and without authentication. */
    public static Bytes encode(OspfPacket packet) {
        return Bytes.wrap(encodeToArray(packet, packet.length()));
    }

    /** As {@link #encode}, in an array that may be longer. */
    static byte[] encodeToArray(OspfPacket packet, int arrayLength) {
        ByteBuffer out = ByteBuffer.allocate(arrayLength);
        out.put((byte) VERSION).put((byte) packet.kind().number()).putShort((short) packet.length());
        out.putInt(packet.router().value()).putInt(packet.area().value());
        out.putInt(0).putLong(0);
        if (packet instanceof Hello hello) {
            writeHello(out, hello);
        } else if (packet instanceof DatabaseDescription description) {
            out.putShort((short) description.mtu()).put((byte) description.options());
            out.put((byte) ((description.init() ? FLAG_INIT : 0)
                    | (description.more() ? FLAG_MORE : 0)
                    | (description.master() ? FLAG_MASTER : 0)));
            out.putInt(description.sequence());
            writeHeaders(out, description.headers());
        } else if (packet instanceof LinkStateRequest request) {
            for (LsaKey key : request.keys()) {
                out.putInt(key.type().number()).putInt(key.id().value());
                out.putInt(key.advertisingRouter().value());
            }
        } else if (packet instanceof LinkStateUpdate update) {
            out.putInt(update.lsas().size());
            update.lsas().forEach(lsa -> LsaCodec.write(out, lsa.ageSeconds(), lsa.lsa()));
        } else if (packet instanceof LinkStateAcknowledgment acknowledgment) {
            writeHeaders(out, acknowledgment.headers());
        }
        Bytes whole = Bytes.wrap(out.array(), 0, packet.length());
        out.putShort(CHECKSUM_OFFSET, (short) InternetChecksum.of(InternetChecksum.add(0, whole)));
        return out.array();
    }

    private static void writeHello(ByteBuffer out, Hello hello) {
        out.putInt(PacketReader.maskOf(hello.prefixLength())).putShort((short) hello.helloSeconds());
        out.put((byte) hello.options()).put((byte) hello.priority()).putInt(hello.deadSeconds());
        out.putInt(hello.designated().value()).putInt(hello.backup().value());
        hello.neighbors().forEach(neighbor -> out.putInt(neighbor.value()));
    }

    private static void writeHeaders(ByteBuffer out, List<AgedHeader> headers) {
        headers.forEach(header -> LsaCodec.writeHeader(out, header.ageSeconds(), header.header()));
    }

    /** Reads a packet; never throws. Who sent it is not known before its proof was checked. */
    public static OspfDecoded decode(Bytes bytes) {
        try {
            return read(bytes);
        } catch (MalformedPacketException e) {
            return new OspfDecoded.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static OspfDecoded read(Bytes bytes) throws MalformedPacketException {
        byte[] array = bytes.toByteArray();
        PacketReader header = new PacketReader(array, 0, array.length);
        header.require(OspfPacket.HEADER_LENGTH);
        int version = header.u8();
        int type = header.u8();
        int length = header.u16();
        if (version != VERSION) {
            throw MalformedPacketException.of("OSPF version", version, "2");
        }
        if (type < 1 || type > Kinds.ALL.length) {
            throw MalformedPacketException.of("OSPF packet type", type, "1-5");
        }
        if (length < OspfPacket.HEADER_LENGTH || length > array.length) {
            throw MalformedPacketException.of(
                    "OSPF packet length", length, OspfPacket.HEADER_LENGTH + "-" + array.length);
        }
        Ipv4Address router = header.address();
        Ipv4Address area = header.address();
        header.skip(2);
        int authenticationType = header.u16();
        long authentication = (long) header.i32() << 32 | header.i32() & 0xFFFF_FFFFL;
        if (authenticationType != CRYPTOGRAPHIC && !isChecksumRight(array, length)) {
            throw new MalformedPacketException("OSPF checksum: wrong");
        }
        PacketReader body = new PacketReader(array, OspfPacket.HEADER_LENGTH, length - OspfPacket.HEADER_LENGTH);
        AuthenticationProof proof = new AuthenticationProof(authenticationType, authentication, bytes, length);
        return readBody(Kinds.ALL[type - 1], router, area, body, proof);
    }

    private static final class Kinds {
        private static final OspfPacket.Kind[] ALL = OspfPacket.Kind.values();
    }

    /** The eight bytes of authentication do not count. */
    private static boolean isChecksumRight(byte[] array, int length) {
        long sum = InternetChecksum.add(0, Bytes.wrap(array, 0, AUTHENTICATION_OFFSET));
        int behind = AUTHENTICATION_OFFSET + AUTHENTICATION_LENGTH;
        return InternetChecksum.isValid(InternetChecksum.add(sum, Bytes.wrap(array, behind, length - behind)));
    }

    private static OspfDecoded readBody(
            OspfPacket.Kind kind, Ipv4Address router, Ipv4Address area, PacketReader in, AuthenticationProof proof)
            throws MalformedPacketException {
        return switch (kind) {
            case HELLO -> new OspfDecoded.Packet(readHello(router, area, in), 0, proof);
            case DATABASE_DESCRIPTION -> new OspfDecoded.Packet(readDescription(router, area, in), 0, proof);
            case LINK_STATE_REQUEST -> new OspfDecoded.Packet(readRequest(router, area, in), 0, proof);
            case LINK_STATE_UPDATE -> readUpdate(router, area, in, proof);
            case LINK_STATE_ACKNOWLEDGMENT ->
                new OspfDecoded.Packet(new LinkStateAcknowledgment(router, area, readHeaders(in)), 0, proof);
        };
    }

    private static OspfPacket readHello(Ipv4Address router, Ipv4Address area, PacketReader in)
            throws MalformedPacketException {
        in.require(Hello.FIXED_LENGTH);
        int prefixLength = in.mask();
        int hello = in.u16();
        int options = in.u8();
        int priority = in.u8();
        int dead = in.i32();
        if (dead < 0) {
            throw MalformedPacketException.of("dead interval", dead & 0xFFFF_FFFFL, "0-2147483647");
        }
        Ipv4Address designated = in.address();
        Ipv4Address backup = in.address();
        List<Ipv4Address> neighbors = new ArrayList<>(in.remaining() / 4);
        while (in.remaining() > 0) {
            neighbors.add(in.address());
        }
        return new Hello(router, area, prefixLength, hello, options, priority, dead, designated, backup, neighbors);
    }

    private static OspfPacket readDescription(Ipv4Address router, Ipv4Address area, PacketReader in)
            throws MalformedPacketException {
        int mtu = in.u16();
        int options = in.u8();
        int flags = in.u8();
        int sequence = in.i32();
        return new DatabaseDescription(
                router,
                area,
                mtu,
                options,
                (flags & FLAG_INIT) != 0,
                (flags & FLAG_MORE) != 0,
                (flags & FLAG_MASTER) != 0,
                sequence,
                readHeaders(in));
    }

    private static List<AgedHeader> readHeaders(PacketReader in) throws MalformedPacketException {
        List<AgedHeader> headers = new ArrayList<>(in.remaining() / LsaHeader.LENGTH);
        while (in.remaining() > 0) {
            AgedHeader header = LsaCodec.readHeader(in);
            if (header == null) {
                throw new MalformedPacketException("header of an unknown advertisement (expected: types 1-5)");
            }
            headers.add(header);
        }
        return headers;
    }

    private static OspfPacket readRequest(Ipv4Address router, Ipv4Address area, PacketReader in)
            throws MalformedPacketException {
        List<LsaKey> keys = new ArrayList<>(in.remaining() / LinkStateRequest.KEY_LENGTH);
        while (in.remaining() > 0) {
            int type = in.i32();
            Optional<LsaType> known = LsaType.of(type);
            if (known.isEmpty()) {
                throw MalformedPacketException.of("requested type", type, "1-5");
            }
            keys.add(new LsaKey(known.get(), in.address(), in.address()));
        }
        return new LinkStateRequest(router, area, keys);
    }

    private static OspfDecoded readUpdate(
            Ipv4Address router, Ipv4Address area, PacketReader in, AuthenticationProof proof)
            throws MalformedPacketException {
        int count = in.i32();
        if (count < 0 || count > in.remaining() / LsaHeader.LENGTH) {
            throw MalformedPacketException.of(
                    "advertisements", count, "at most " + in.remaining() / LsaHeader.LENGTH + ", as the packet has");
        }
        List<AgedLsa> lsas = new ArrayList<>(count);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            AgedLsa lsa = LsaCodec.read(in);
            if (lsa == null) {
                refused++;
            } else {
                lsas.add(lsa);
            }
        }
        return new OspfDecoded.Packet(new LinkStateUpdate(router, area, lsas), refused, proof);
    }
}
