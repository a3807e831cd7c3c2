package labwire.netlab.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Neighbour discovery inside ICMPv6 (<a href="https://www.rfc-editor.org/rfc/rfc4861#section-4">RFC 4861, 4</a>): fixed
 * fields, then options of whole 8 bytes.
 *
 * <pre>
 *  0               1               2               3
 * +---------------+---------------+-------------------------------+
 * |     type      |  length in 8s |  value ...
 * +---------------+---------------+-------------------------------+
 * </pre>
 */
public final class NdpCodec {
    /** Prefixes of one advertisement that are looked at. */
    public static final int MAX_PREFIXES = 16;

    private static final int UNIT = 8;
    private static final int OPTION_SOURCE_LINK = 1;
    private static final int OPTION_TARGET_LINK = 2;
    private static final int OPTION_PREFIX = 3;
    private static final int OPTION_REDIRECTED = 4;
    private static final int OPTION_MTU = 5;
    private static final int LINK_OPTION_LENGTH = 8;
    private static final int PREFIX_OPTION_LENGTH = 32;
    private static final int ADDRESS = 16;

    private static final int MANAGED = 0x80;
    private static final int OTHER = 0x40;
    /** Below "managed", "other" and "home agent". */
    private static final int PREFERENCE_SHIFT = 16 + 3;

    private static final int ON_LINK = 0x80;
    private static final int AUTONOMOUS = 0x40;
    private static final int ROUTER = 1 << 31;
    private static final int SOLICITED = 1 << 30;
    private static final int OVERRIDE = 1 << 29;

    private NdpCodec() {}

    public static Icmpv6Message encode(NdpMessage message) {
        ByteBuffer out = ByteBuffer.allocate(Ipv6Packet.MIN_LINK_MTU);
        int type;
        int rest = 0;
        if (message instanceof NdpMessage.RouterSolicitation asked) {
            type = Icmpv6Message.ROUTER_SOLICITATION;
            link(out, OPTION_SOURCE_LINK, asked.sourceLink());
        } else if (message instanceof NdpMessage.RouterAdvertisement told) {
            type = Icmpv6Message.ROUTER_ADVERTISEMENT;
            rest = (told.hopLimit() & 0xFF) << 24
                    | (told.managed() ? MANAGED : 0) << 16
                    | (told.otherConfiguration() ? OTHER : 0) << 16
                    | told.preference().bits() << PREFERENCE_SHIFT
                    | told.routerLifetimeSeconds() & 0xFFFF;
            advertisement(out, told);
        } else if (message instanceof NdpMessage.NeighborSolicitation asked) {
            type = Icmpv6Message.NEIGHBOR_SOLICITATION;
            WireWriter.address6(out, asked.target());
            link(out, OPTION_SOURCE_LINK, asked.sourceLink());
        } else if (message instanceof NdpMessage.NeighborAdvertisement told) {
            type = Icmpv6Message.NEIGHBOR_ADVERTISEMENT;
            rest = (told.router() ? ROUTER : 0) | (told.solicited() ? SOLICITED : 0) | (told.override() ? OVERRIDE : 0);
            WireWriter.address6(out, told.target());
            link(out, OPTION_TARGET_LINK, told.targetLink());
        } else {
            NdpMessage.Redirect told = (NdpMessage.Redirect) message;
            type = Icmpv6Message.REDIRECT;
            redirect(out, told);
        }
        byte[] body = new byte[out.flip().remaining()];
        out.get(body);
        return new Icmpv6Message(type, 0, rest, Bytes.wrap(body));
    }

    private static void advertisement(ByteBuffer out, NdpMessage.RouterAdvertisement told) {
        out.putInt((int) told.reachableMillis()).putInt((int) told.retransmitMillis());
        link(out, OPTION_SOURCE_LINK, told.sourceLink());
        if (told.mtu() > 0) {
            out.put((byte) OPTION_MTU).put((byte) 1).putShort((short) 0).putInt(told.mtu());
        }
        for (NdpMessage.PrefixInformation prefix : told.prefixes()
                .subList(0, Math.min(MAX_PREFIXES, told.prefixes().size()))) {
            out.put((byte) OPTION_PREFIX).put((byte) (PREFIX_OPTION_LENGTH / UNIT));
            out.put((byte) prefix.prefix().length());
            out.put((byte) ((prefix.onLink() ? ON_LINK : 0) | (prefix.autonomous() ? AUTONOMOUS : 0)));
            out.putInt((int) prefix.validSeconds())
                    .putInt((int) prefix.preferredSeconds())
                    .putInt(0);
            WireWriter.address6(out, prefix.prefix().network());
        }
    }

    private static void redirect(ByteBuffer out, NdpMessage.Redirect told) {
        WireWriter.address6(out, told.target());
        WireWriter.address6(out, told.destination());
        link(out, OPTION_TARGET_LINK, told.targetLink());
        int room = out.remaining() - Ipv6Packet.HEADER_LENGTH - Icmpv6Message.HEADER_LENGTH - UNIT;
        int quoted = Math.min(told.about().length(), room) / UNIT * UNIT;
        if (quoted > 0) {
            out.put((byte) OPTION_REDIRECTED)
                    .put((byte) (1 + quoted / UNIT))
                    .putShort((short) 0)
                    .putInt(0);
            told.about().copyTo(0, out, quoted);
        }
    }

    private static void link(ByteBuffer out, int option, Optional<MacAddress> mac) {
        mac.ifPresent(address -> {
            out.put((byte) option).put((byte) 1);
            WireWriter.mac(out, address);
        });
    }

    /**
     * Reads a message of neighbour discovery.
     *
     * @return empty if it is none, or breaks a rule of RFC 4861, 6.1, 7.1 and 8.1 that can be seen in it alone: an option
     *     of no length, fields cut short, a group as target
     */
    public static Optional<NdpMessage> decode(Icmpv6Message message) {
        if (message.code() != 0) {
            return Optional.empty();
        }
        try {
            WireReader in = new WireReader("neighbour discovery", message.body());
            return switch (message.type()) {
                case Icmpv6Message.ROUTER_SOLICITATION ->
                    Optional.of(
                            new NdpMessage.RouterSolicitation(Options.read(in).sourceLink()));
                case Icmpv6Message.ROUTER_ADVERTISEMENT -> Optional.of(readAdvertisement(message.rest(), in));
                case Icmpv6Message.NEIGHBOR_SOLICITATION -> {
                    Ipv6Address target = target(in);
                    yield Optional.of(new NdpMessage.NeighborSolicitation(
                            target, Options.read(in).sourceLink()));
                }
                case Icmpv6Message.NEIGHBOR_ADVERTISEMENT -> {
                    Ipv6Address target = target(in);
                    int flags = message.rest();
                    yield Optional.of(new NdpMessage.NeighborAdvertisement(
                            (flags & ROUTER) != 0,
                            (flags & SOLICITED) != 0,
                            (flags & OVERRIDE) != 0,
                            target,
                            Options.read(in).targetLink()));
                }
                case Icmpv6Message.REDIRECT -> {
                    Ipv6Address target = target(in);
                    Ipv6Address destination = target(in);
                    Options options = Options.read(in);
                    yield Optional.of(
                            new NdpMessage.Redirect(target, destination, options.targetLink(), options.redirected));
                }
                default -> Optional.empty();
            };
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    private static NdpMessage readAdvertisement(int rest, WireReader in) throws MalformedInputException {
        long reachable = in.i32() & 0xFFFF_FFFFL;
        long retransmit = in.i32() & 0xFFFF_FFFFL;
        Options options = Options.read(in);
        return new NdpMessage.RouterAdvertisement(
                rest >>> 24,
                (rest >>> 16 & MANAGED) != 0,
                (rest >>> 16 & OTHER) != 0,
                NdpMessage.Preference.of(rest >>> PREFERENCE_SHIFT & 3),
                rest & 0xFFFF,
                reachable,
                retransmit,
                options.mtu,
                options.sourceLink(),
                options.prefixes);
    }

    private static Ipv6Address target(WireReader in) throws MalformedInputException {
        in.require(ADDRESS);
        Ipv6Address target = in.address6();
        if (target.isMulticast()) {
            throw new MalformedInputException("target: " + target + " (expected: a single node's)");
        }
        return target;
    }

    /** The options of a message, those that are unknown passed over (RFC 4861, 9). */
    private static final class Options {
        private final List<NdpMessage.PrefixInformation> prefixes = new ArrayList<>(0);
        private Optional<MacAddress> source = Optional.empty();
        private Optional<MacAddress> target = Optional.empty();
        private Bytes redirected = Bytes.EMPTY;
        private int mtu;

        static Options read(WireReader in) throws MalformedInputException {
            Options options = new Options();
            while (in.remaining() > 0) {
                int type = in.u8();
                int length = in.u8() * UNIT;
                if (length == 0) {
                    throw MalformedInputException.of("option length", 0, "1 or more");
                }
                options.read(type, length, new WireReader("option", in.slice(length - 2)));
            }
            return options;
        }

        private void read(int type, int length, WireReader in) throws MalformedInputException {
            switch (type) {
                case OPTION_SOURCE_LINK -> source = length == LINK_OPTION_LENGTH ? Optional.of(in.mac()) : source;
                case OPTION_TARGET_LINK -> target = length == LINK_OPTION_LENGTH ? Optional.of(in.mac()) : target;
                case OPTION_PREFIX -> {
                    if (length == PREFIX_OPTION_LENGTH && prefixes.size() < MAX_PREFIXES) {
                        prefix(in);
                    }
                }
                case OPTION_REDIRECTED -> {
                    in.skip(6);
                    redirected = in.rest();
                }
                case OPTION_MTU -> {
                    in.skip(2);
                    mtu = Math.max(0, in.i32());
                }
                default -> {}
            }
        }

        private void prefix(WireReader in) throws MalformedInputException {
            int length = in.u8();
            int flags = in.u8();
            long valid = in.i32() & 0xFFFF_FFFFL;
            long preferred = in.i32() & 0xFFFF_FFFFL;
            in.skip(4);
            Ipv6Address network = in.address6();
            if (length <= Ipv6Prefix.MAX_LENGTH && preferred <= valid) {
                prefixes.add(new NdpMessage.PrefixInformation(
                        Ipv6Prefix.of(network, length),
                        (flags & ON_LINK) != 0,
                        (flags & AUTONOMOUS) != 0,
                        valid,
                        preferred));
            }
        }

        Optional<MacAddress> sourceLink() {
            return source;
        }

        Optional<MacAddress> targetLink() {
            return target;
        }
    }
}
