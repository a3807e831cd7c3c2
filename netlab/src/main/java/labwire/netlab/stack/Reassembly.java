package labwire.netlab.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.stack.fragment.Pieces;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Codec;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of packets for this stack together
 * (<a href="https://www.rfc-editor.org/rfc/rfc791#section-3.2">RFC 791, 3.2</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc1122#section-3.3.2">RFC 1122, 3.3.2</a>).
 *
 * <p>Fragments that overlap are an attack or a mistake: the whole packet is dropped, as RFC 5722 has it for IPv6.
 */
final class Reassembly {
    /** Packets in the making at once; beyond, the oldest is dropped. */
    static final int MAX_PACKETS = 256;
    /** Bytes of all packets in the making; beyond, the oldest is dropped. */
    static final int MAX_BYTES = 4 << 20;
    /** How long the fragments of one packet may take, as Linux has it. */
    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Key(Ipv4Address source, Ipv4Address destination, int protocol, int identification) {}

    private static final class Incomplete {
        private final Pieces pieces = new Pieces();
        private final long deadlineNanos;
        private @Nullable Ipv4Packet first;

        Incomplete(long deadlineNanos) {
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final LabEventLoop loop;
    private final LabTimer timer;
    private final IpCounters counters;
    private final Consumer<Ipv4Packet> timedOut;
    private final Map<Key, Incomplete> incomplete = new LinkedHashMap<>();
    private int bytes;

    /**
     * Reassembly with nothing in it.
     *
     * @param timedOut takes the first fragment of a packet whose others did not come in time
     */
    Reassembly(LabEventLoop loop, IpCounters counters, Consumer<Ipv4Packet> timedOut) {
        this.loop = loop;
        this.counters = counters;
        this.timedOut = timedOut;
        timer = loop.newTimer(this::expire);
    }

    /** Takes in a fragment; the whole packet, if that was the last one missing. */
    Optional<Ipv4Packet> add(Ipv4Packet fragment) {
        counters.count(IpCounter.FRAGMENTS_RECEIVED);
        Key key = new Key(
                fragment.source(),
                fragment.destination(),
                fragment.payload().protocolNumber(),
                fragment.identification());
        Incomplete packet = incomplete.computeIfAbsent(key, absent -> begin());
        Bytes data = Ipv4Codec.encodePayload(fragment);
        int offset = fragment.fragmentOffset() * Fragmentation.UNIT_BYTES;
        boolean more = fragment.moreFragments();
        if (!isPossible(fragment, offset, data.length()) || !packet.pieces.fits(offset, data.length(), more)) {
            drop(key);
            return Optional.empty();
        }
        bytes += packet.pieces.add(offset, data, more);
        if (offset == 0) {
            packet.first = fragment;
        }
        Ipv4Packet first = packet.first;
        if (first != null && packet.pieces.isWhole()) {
            forget(key);
            return assemble(first, packet.pieces.joined());
        }
        bound();
        return Optional.empty();
    }

    private Incomplete begin() {
        long deadlineNanos = loop.now() + TIMEOUT_NANOS;
        timer.armNoLaterThan(deadlineNanos);
        return new Incomplete(deadlineNanos);
    }

    private static boolean isPossible(Ipv4Packet fragment, int offset, int length) {
        return (!fragment.moreFragments() || length % Fragmentation.UNIT_BYTES == 0)
                && offset + length <= Ipv4Codec.MAX_LENGTH - fragment.headerLength();
    }

    private Optional<Ipv4Packet> assemble(Ipv4Packet first, Bytes data) {
        if (first.headerLength() + data.length() > Ipv4Codec.MAX_LENGTH) {
            // The first fragment's options, which the later ones need not have, make it too long.
            counters.count(IpCounter.REASSEMBLY_FAILED);
            return Optional.empty();
        }
        Optional<Ipv4Packet> assembled = Ipv4Codec.decodePayload(
                        first.payload().protocolNumber(), first.source(), first.finalDestination(), data)
                .map(payload -> new Ipv4Packet(
                        first.typeOfService(),
                        first.identification(),
                        first.dontFragment(),
                        false,
                        0,
                        first.timeToLive(),
                        first.source(),
                        first.destination(),
                        first.options(),
                        payload));
        counters.count(assembled.isPresent() ? IpCounter.REASSEMBLED : IpCounter.REASSEMBLY_FAILED);
        return assembled;
    }

    private void bound() {
        while (incomplete.size() > MAX_PACKETS || bytes > MAX_BYTES) {
            drop(incomplete.keySet().iterator().next());
        }
    }

    /** The oldest stand first. */
    private void expire() {
        while (!incomplete.isEmpty()) {
            Map.Entry<Key, Incomplete> oldest = incomplete.entrySet().iterator().next();
            if (oldest.getValue().deadlineNanos > loop.now()) {
                timer.arm(oldest.getValue().deadlineNanos);
                return;
            }
            Ipv4Packet first = oldest.getValue().first;
            drop(oldest.getKey());
            if (first != null) {
                timedOut.accept(first);
            }
        }
    }

    private void drop(Key key) {
        counters.count(IpCounter.REASSEMBLY_FAILED);
        forget(key);
    }

    private void forget(Key key) {
        Incomplete packet = incomplete.remove(key);
        if (packet != null) {
            bytes -= packet.pieces.received();
        }
    }
}
