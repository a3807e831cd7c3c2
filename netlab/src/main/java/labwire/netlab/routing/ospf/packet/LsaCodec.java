package labwire.netlab.routing.ospf.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Advertisements (RFC 2328, A.4).
 *
 * <pre>
 *  0               1               2               3
 * +-------------------------------+---------------+---------------+
 * |              age              |    options    |     type      |
 * +-------------------------------+---------------+---------------+
 * |                         link state ID                         |
 * +---------------------------------------------------------------+
 * |                      advertising router                       |
 * +---------------------------------------------------------------+
 * |                        sequence number                        |
 * +-------------------------------+-------------------------------+
 * |           checksum            |            length             |
 * +-------------------------------+-------------------------------+
 * |  body, by type ...
 * +---------------------------------------------------------------
 * </pre>
 */
final class LsaCodec {
    static final int MAX_LENGTH = 0xFFFF;

    private static final int CHECKSUM_OFFSET = 16;
    private static final int LENGTH_OFFSET = 18;
    /** The age counts for nothing in the checksum. */
    private static final int CHECKED_FROM = 2;

    private static final int FLAG_BORDER = 1;
    private static final int FLAG_BOUNDARY = 2;
    private static final int FLAG_VIRTUAL = 4;
    private static final int LINK_LENGTH = 12;
    private static final int TOS_LENGTH = 4;
    private static final int LINK_POINT_TO_POINT = 1;
    private static final int LINK_TRANSIT = 2;
    private static final int LINK_STUB = 3;
    private static final int LINK_VIRTUAL = 4;
    private static final int FLAG_TYPE_2 = 0x80;

    private LsaCodec() {}

    static Lsa originate(int options, LsaKey key, int sequence, LsaBody body) {
        Bytes encoded = encodeBody(body);
        int length = LsaHeader.LENGTH + encoded.length();
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(key + ": " + length + " bytes (expected: at most " + MAX_LENGTH + ")");
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        write(out, 0, new Lsa(new LsaHeader(options, key, sequence, 0, length), encoded, body));
        int checksum =
                FletcherChecksum.of(out.array(), CHECKED_FROM, length - CHECKED_FROM, CHECKSUM_OFFSET - CHECKED_FROM);
        return new Lsa(new LsaHeader(options, key, sequence, checksum, length), encoded, body);
    }

    static void write(ByteBuffer out, int ageSeconds, Lsa lsa) {
        writeHeader(out, ageSeconds, lsa.header());
        Bytes body = lsa.encodedBody();
        body.copyTo(0, out, body.length());
    }

    static void writeHeader(ByteBuffer out, int ageSeconds, LsaHeader header) {
        LsaKey key = header.key();
        out.putShort((short) ageSeconds).put((byte) header.options()).put((byte)
                key.type().number());
        out.putInt(key.id().value()).putInt(key.advertisingRouter().value());
        out.putInt(header.sequence()).putShort((short) header.checksum()).putShort((short) header.length());
    }

    /** Reads a header; null if it is of a type that is not known here. */
    static @Nullable AgedHeader readHeader(PacketReader in) throws MalformedPacketException {
        in.require(LsaHeader.LENGTH);
        // The age's top bit is DoNotAge, which needs a capability that is never offered (RFC 1793).
        int age = Math.min(in.u16(), LsaHeader.MAX_AGE_SECONDS);
        int options = in.u8();
        Optional<LsaType> type = LsaType.of(in.u8());
        Ipv4Address id = in.address();
        Ipv4Address router = in.address();
        int sequence = in.i32();
        int checksum = in.u16();
        int length = in.u16();
        if (type.isEmpty()) {
            return null;
        }
        return new AgedHeader(
                age, new LsaHeader(options, new LsaKey(type.get(), id, router), sequence, checksum, length));
    }

    /**
     * Reads the advertisement that comes next.
     *
     * @return null if it is of no known type, or its checksum or its body is wrong: it is passed over (RFC 2328, 13)
     * @throws MalformedPacketException if its end cannot be found
     */
    static @Nullable AgedLsa read(PacketReader in) throws MalformedPacketException {
        int length = in.peekU16(LENGTH_OFFSET);
        if (length < LsaHeader.LENGTH || length > in.remaining()) {
            throw MalformedPacketException.of(
                    "advertisement's length", length, LsaHeader.LENGTH + "-" + in.remaining() + ", as the packet has");
        }
        PacketReader lsa = in.part(length);
        boolean valid = lsa.isFletcherValid(CHECKED_FROM);
        AgedHeader header = readHeader(lsa);
        if (header == null || !valid) {
            return null;
        }
        Bytes encoded = lsa.copyOfRest();
        try {
            LsaBody body = readBody(header.header().key(), lsa);
            return new AgedLsa(header.ageSeconds(), new Lsa(header.header(), encoded, body));
        } catch (MalformedPacketException e) {
            return null;
        }
    }

    private static LsaBody readBody(LsaKey key, PacketReader in) throws MalformedPacketException {
        return switch (key.type()) {
            case ROUTER -> readRouter(in);
            case NETWORK -> readNetwork(in);
            case SUMMARY_NETWORK -> new SummaryBody(in.prefix(key.id()), in.u24Behind(1));
            case SUMMARY_ROUTER -> {
                in.skip(4);
                yield new SummaryBody(Ipv4Prefix.DEFAULT, in.u24Behind(1));
            }
            case EXTERNAL -> readExternal(key, in);
        };
    }

    private static LsaBody readRouter(PacketReader in) throws MalformedPacketException {
        int flags = in.u8();
        in.skip(1);
        int count = in.u16();
        in.require(count * LINK_LENGTH);
        List<RouterLink> links = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            RouterLink link = readLink(in);
            if (link != null) {
                links.add(link);
            }
        }
        return new RouterBody(
                (flags & FLAG_VIRTUAL) != 0, (flags & FLAG_BOUNDARY) != 0, (flags & FLAG_BORDER) != 0, links);
    }

    /** Metrics by type of service are passed over; null if the link is of no known type. */
    private static @Nullable RouterLink readLink(PacketReader in) throws MalformedPacketException {
        Ipv4Address id = in.address();
        Ipv4Address data = in.address();
        int type = in.u8();
        int services = in.u8();
        int metric = in.u16();
        in.skip(services * TOS_LENGTH);
        return switch (type) {
            case LINK_POINT_TO_POINT -> new RouterLink.PointToPoint(id, data, metric);
            case LINK_TRANSIT -> new RouterLink.Transit(id, data, metric);
            case LINK_STUB -> new RouterLink.Stub(Ipv4Prefix.of(id, PacketReader.lengthOfMask(data)), metric);
            case LINK_VIRTUAL -> new RouterLink.Virtual(id, data, metric);
            default -> null;
        };
    }

    private static LsaBody readNetwork(PacketReader in) throws MalformedPacketException {
        int prefixLength = in.mask();
        List<Ipv4Address> routers = new ArrayList<>(in.remaining() / 4);
        while (in.remaining() >= 4) {
            routers.add(in.address());
        }
        return new NetworkBody(prefixLength, routers);
    }

    private static LsaBody readExternal(LsaKey key, PacketReader in) throws MalformedPacketException {
        Ipv4Prefix prefix = in.prefix(key.id());
        int flags = in.u8();
        int metric = in.u24Behind(0);
        return new ExternalBody(prefix, (flags & FLAG_TYPE_2) != 0, metric, in.address(), in.i32());
    }

    private static Bytes encodeBody(LsaBody body) {
        ByteBuffer out;
        if (body instanceof RouterBody router) {
            out = ByteBuffer.allocate(4 + LINK_LENGTH * router.links().size());
            out.put((byte) ((router.border() ? FLAG_BORDER : 0)
                    | (router.boundary() ? FLAG_BOUNDARY : 0)
                    | (router.virtualLinkEnd() ? FLAG_VIRTUAL : 0)));
            out.put((byte) 0).putShort((short) router.links().size());
            router.links().forEach(link -> writeLink(out, link));
        } else if (body instanceof NetworkBody network) {
            out = ByteBuffer.allocate(4 + 4 * network.routers().size());
            out.putInt(PacketReader.maskOf(network.prefixLength()));
            network.routers().forEach(router -> out.putInt(router.value()));
        } else if (body instanceof SummaryBody summary) {
            out = ByteBuffer.allocate(8);
            out.putInt(PacketReader.maskOf(summary.prefix().length())).putInt(summary.metric());
        } else if (body instanceof ExternalBody external) {
            out = ByteBuffer.allocate(16);
            out.putInt(PacketReader.maskOf(external.prefix().length()));
            out.putInt((external.type2() ? FLAG_TYPE_2 << 24 : 0) | external.metric());
            out.putInt(external.forwarding().value()).putInt(external.tag());
        } else {
            throw new AssertionError("no body of an advertisement: " + body);
        }
        return Bytes.wrap(out.array());
    }

    private static void writeLink(ByteBuffer out, RouterLink link) {
        if (link instanceof RouterLink.PointToPoint to) {
            writeLink(out, to.neighbor().value(), to.address().value(), LINK_POINT_TO_POINT, link.metric());
        } else if (link instanceof RouterLink.Transit to) {
            writeLink(out, to.designatedRouter().value(), to.address().value(), LINK_TRANSIT, link.metric());
        } else if (link instanceof RouterLink.Stub to) {
            Ipv4Prefix prefix = to.prefix();
            writeLink(out, prefix.network().value(), PacketReader.maskOf(prefix.length()), LINK_STUB, link.metric());
        } else if (link instanceof RouterLink.Virtual to) {
            writeLink(out, to.neighbor().value(), to.address().value(), LINK_VIRTUAL, link.metric());
        }
    }

    private static void writeLink(ByteBuffer out, int id, int data, int type, int metric) {
        out.putInt(id).putInt(data).put((byte) type).put((byte) 0).putShort((short) metric);
    }
}
