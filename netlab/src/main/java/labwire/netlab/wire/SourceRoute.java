package labwire.netlab.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A source route among the options of an IPv4 header: stops that a packet is to make before its destination (<a
 * href="https://www.rfc-editor.org/rfc/rfc791#section-3.1">RFC 791, 3.1</a>).
 *
 * <pre>
 *  loose   | 131 | length | pointer | address | address ...
 *  strict  | 137 |
 *
 *                          an application gives    {&gt;&gt; G1, G2}   for the destination D
 *  to G1 goes              {&gt;&gt; G2, D}
 *  to G2 goes              {G1', &gt;&gt; D}             G1' being the address by which G1 has sent it on
 *  at D arrives            {G1', G2' &gt;&gt;}
 *  an answer is given      {&gt;&gt; G2', G1'}           for whom it came from
 * </pre>
 *
 * <p>So an application names the gates alone, and the IP layer puts the destination behind them ({@link #depart}), as
 * Linux does.
 *
 * @param strict true: each stop is a neighbour of the one before
 * @param stops at most {@link Ipv4Options#MAX_ADDRESSES}
 * @param passed how many of them, from the first on, have recorded themselves
 */
public record SourceRoute(boolean strict, List<Ipv4Address> stops, int passed) {
    private static final int HEAD_BYTES = 3;
    private static final int ADDRESS_BYTES = 4;

    public SourceRoute {
        stops = List.copyOf(stops);
        if (stops.size() > Ipv4Options.MAX_ADDRESSES || passed < 0 || passed > stops.size()) {
            throw new IllegalArgumentException("stops, passed: " + stops.size() + ", " + passed + " (expected: at most "
                    + Ipv4Options.MAX_ADDRESSES + ", at most the stops)");
        }
    }

    /** As an application gives it: from here to each of the gates in turn, by whichever way. */
    public static SourceRoute loose(List<Ipv4Address> gates) {
        return new SourceRoute(false, gates, 0);
    }

    /** As an application gives it: from here to each of the gates in turn, each a neighbour of the one before. */
    public static SourceRoute strict(List<Ipv4Address> gates) {
        return new SourceRoute(true, gates, 0);
    }

    /** The first one that is well formed among the options. */
    public static Optional<SourceRoute> in(Bytes options) {
        int at = Ipv4Options.sourceRouteAt(options);
        if (at < 0) {
            return Optional.empty();
        }
        int count = (Ipv4Options.length(options, at) - HEAD_BYTES) / ADDRESS_BYTES;
        List<Ipv4Address> stops = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            stops.add(Ipv4Options.address(options, at + HEAD_BYTES + i * ADDRESS_BYTES));
        }
        boolean strict = Ipv4Options.octet(options, at) == Ipv4Options.STRICT_SOURCE_ROUTE;
        int passed = (Ipv4Options.octet(options, at + Ipv4Options.POINTER_AT) - HEAD_BYTES - 1) / ADDRESS_BYTES;
        return Optional.of(new SourceRoute(strict, stops, Math.min(count, passed)));
    }

    /** Where packets with these options, of an application, go first; IPv6 has no such options. */
    public static IpAddress firstStop(Bytes options, IpAddress destination) {
        if (options.isEmpty() || !(destination instanceof Ipv4Address)) {
            return destination;
        }
        return in(options)
                .filter(route -> !route.isCompleted())
                .<IpAddress>map(SourceRoute::next)
                .orElse(destination);
    }

    /** Where a packet with these options that now goes to one of their stops, or to the last, is to end. */
    static Ipv4Address end(Bytes options, Ipv4Address now) {
        return in(options)
                .filter(route -> !route.isCompleted())
                .map(route -> route.stops.get(route.stops.size() - 1))
                .orElse(now);
    }

    /** A packet as an application gives it, as it leaves its host: to the first gate, and from the last to the end. */
    public static Ipv4Packet depart(Ipv4Packet packet) {
        Optional<SourceRoute> route = in(packet.options()).filter(given -> !given.isCompleted());
        if (route.isEmpty()) {
            return packet;
        }
        List<Ipv4Address> stops = new ArrayList<>(route.get().stops);
        Ipv4Address first = stops.remove(0);
        stops.add(packet.destination());
        SourceRoute departing = new SourceRoute(route.get().strict, stops, 0);
        return packet.withDestination(first).withOptions(departing.writtenOver(packet.options()));
    }

    /** A packet at a stop of this route of its, as it goes on from there to the next. */
    public Ipv4Packet advance(Ipv4Packet packet, Ipv4Address own) {
        List<Ipv4Address> recorded = new ArrayList<>(stops);
        recorded.set(passed, own);
        SourceRoute advanced = new SourceRoute(strict, recorded, passed + 1);
        return packet.withDestination(next()).withOptions(advanced.writtenOver(packet.options()));
    }

    /** The options for an answer to the packet: back by the stops that it has passed. Empty if there are none. */
    public static Bytes back(Ipv4Packet packet) {
        return packet.options().isEmpty()
                ? Bytes.EMPTY
                : in(packet.options())
                        .flatMap(route -> route.reversed(packet.source()))
                        .map(SourceRoute::encode)
                        .orElse(Bytes.EMPTY);
    }

    /**
     * The way back to the source, as an application gives it; empty if no stop has been passed, or one that is no
     * single host's address.
     */
    public Optional<SourceRoute> reversed(Ipv4Address source) {
        List<Ipv4Address> back = new ArrayList<>(stops.subList(0, passed));
        if (!back.isEmpty() && back.get(0).equals(source)) {
            // Some name themselves first, which is wrong: case (B) of RFC 1122, 3.2.1.8.
            back.remove(0);
        }
        Collections.reverse(back);
        return back.isEmpty() || !back.stream().allMatch(SourceRoute::mayBeAHost)
                ? Optional.empty()
                : Optional.of(new SourceRoute(strict, back, 0));
    }

    /** Not 0/8, 127/8, or from 224.0.0.0 on (RFC 1122, 3.2.1.3). */
    private static boolean mayBeAHost(Ipv4Address address) {
        int network = address.value() >>> 24;
        return network != 0 && network != 127 && network < 224;
    }

    /** No stop is left but the packet's destination. */
    public boolean isCompleted() {
        return passed == stops.size();
    }

    /**
     * Where it goes from the stop that it is at.
     *
     * @throws IndexOutOfBoundsException if it {@link #isCompleted()}
     */
    public Ipv4Address next() {
        return stops.get(passed);
    }

    /** As the options of a packet that has no others, padded to whole words. */
    public Bytes encode() {
        byte[] bytes = new byte[1 + HEAD_BYTES + stops.size() * ADDRESS_BYTES];
        bytes[0] = Ipv4Options.NO_OPERATION;
        write(bytes, 1);
        return Bytes.wrap(bytes);
    }

    /** Bytes of the option itself. */
    int length() {
        return HEAD_BYTES + stops.size() * ADDRESS_BYTES;
    }

    void write(byte[] options, int at) {
        options[at] = (byte) (strict ? Ipv4Options.STRICT_SOURCE_ROUTE : Ipv4Options.LOOSE_SOURCE_ROUTE);
        options[at + Ipv4Options.LENGTH_AT] = (byte) length();
        options[at + Ipv4Options.POINTER_AT] = (byte) (HEAD_BYTES + 1 + passed * ADDRESS_BYTES);
        for (int i = 0; i < stops.size(); i++) {
            Ipv4Options.put(
                    options, at + HEAD_BYTES + i * ADDRESS_BYTES, stops.get(i).value());
        }
    }

    private Bytes writtenOver(Bytes options) {
        byte[] written = options.toByteArray();
        write(written, Ipv4Options.sourceRouteAt(options));
        return Bytes.wrap(written);
    }
}
