package labwire.netlab.wire;

/**
 * An IPv4 packet (<a href="https://www.rfc-editor.org/rfc/rfc791#section-3.1">RFC 791, 3.1</a>).
 *
 * @param typeOfService the DSCP and ECN octet
 * @param identification 0 to 65535
 * @param fragmentOffset in units of 8 bytes; a packet with an offset or with {@code moreFragments} has an
 *     {@link UnknownIpPayload}
 * @param timeToLive 0 to 255
 * @param options the options area, a multiple of 4 bytes, at most 40
 */
public record Ipv4Packet(
        int typeOfService,
        int identification,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int timeToLive,
        Ipv4Address source,
        Ipv4Address destination,
        Bytes options,
        IpPayload payload)
        implements IpPacket {
    public static final int HEADER_LENGTH = 20;
    public static final int MAX_OPTIONS_LENGTH = 40;
    /** The default of RFC 1700, as Linux has it. */
    public static final int DEFAULT_TTL = 64;

    /** What the packets of routing protocols are marked with: internetwork control (RFC 791, 3.1). */
    public static final int INTERNETWORK_CONTROL = 0xC0;

    /** A routing protocol's packet, which may be fragmented; who sends it numbers it. */
    public static Ipv4Packet control(Ipv4Address source, Ipv4Address destination, int timeToLive, IpPayload payload) {
        return new Ipv4Packet(
                INTERNETWORK_CONTROL, 0, false, false, 0, timeToLive, source, destination, Bytes.EMPTY, payload);
    }

    /** A whole packet without options, with the default TTL. */
    public Ipv4Packet(Ipv4Address source, Ipv4Address destination, int identification, IpPayload payload) {
        this(0, identification, true, false, 0, DEFAULT_TTL, source, destination, Bytes.EMPTY, payload);
    }

    public Ipv4Packet withTimeToLive(int newTimeToLive) {
        return with(typeOfService, identification, newTimeToLive, source, destination, options, payload);
    }

    public Ipv4Packet withIdentification(int newIdentification) {
        return with(typeOfService, newIdentification, timeToLive, source, destination, options, payload);
    }

    /** @param newOptions whole words, {@link #MAX_OPTIONS_LENGTH} bytes at most */
    public Ipv4Packet withOptions(Bytes newOptions) {
        return with(typeOfService, identification, timeToLive, source, destination, newOptions, payload);
    }

    /** The same packet on its way to another stop of its source route; what it carries is none the wiser. */
    public Ipv4Packet withDestination(Ipv4Address newDestination) {
        return withEnds(source, newDestination, payload);
    }

    /** Where it goes in the end: the destination, or the last stop of a source route. Checksums of TCP and UDP cover it. */
    public Ipv4Address finalDestination() {
        return options.isEmpty() ? destination : SourceRoute.end(options, destination);
    }

    /** The same packet between other ends; its checksums are those of the new ones. */
    public Ipv4Packet withEnds(Ipv4Address newSource, Ipv4Address newDestination, IpPayload newPayload) {
        return with(typeOfService, identification, timeToLive, newSource, newDestination, options, newPayload);
    }

    @Override
    public Ipv4Packet withTrafficClass(int newTrafficClass) {
        return with(newTrafficClass, identification, timeToLive, source, destination, options, payload);
    }

    /** A part of what this packet carries, in a packet of its own. */
    Ipv4Packet withPart(int newIdentification, IpPayload part) {
        return with(typeOfService, newIdentification, timeToLive, source, destination, options, part);
    }

    /** The same fragment, or whole packet, but for what may change. */
    private Ipv4Packet with(
            int newTypeOfService,
            int newIdentification,
            int newTimeToLive,
            Ipv4Address newSource,
            Ipv4Address newDestination,
            Bytes newOptions,
            IpPayload newPayload) {
        return new Ipv4Packet(
                newTypeOfService,
                newIdentification,
                dontFragment,
                moreFragments,
                fragmentOffset,
                newTimeToLive,
                newSource,
                newDestination,
                newOptions,
                newPayload);
    }

    @Override
    public int trafficClass() {
        return typeOfService;
    }

    @Override
    public int hopLimit() {
        return timeToLive;
    }

    @Override
    public boolean isFragment() {
        return moreFragments || fragmentOffset != 0;
    }

    @Override
    public int headerLength() {
        return HEADER_LENGTH + options.length();
    }

    @Override
    public Kind kind() {
        return Kind.IPV4;
    }

    @Override
    public int length() {
        return headerLength() + payload.length();
    }

    @Override
    public int wireCount() {
        return payload.wireCount();
    }

    @Override
    public int unitLength() {
        return headerLength() + payload.unitLength();
    }
}
