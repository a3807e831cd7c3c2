package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.stack.fragment.Pieces;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.ExtensionHeader.Fragment;
import labwire.netlab.wire.Icmpv6Message;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Codec;
import labwire.netlab.wire.Ipv6Packet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of packets for this stack together (<a
 * href="https://www.rfc-editor.org/rfc/rfc8200#section-4.5">RFC 8200, 4.5</a>). Where fragments overlap, all of the packet
 * is dropped (<a href="https://www.rfc-editor.org/rfc/rfc5722">RFC 5722</a>).
 */
final class Reassembly6 {
    /** Packets in the making at once; beyond, the oldest is dropped. */
    static final int MAX_PACKETS = 256;
    /** Bytes of all packets in the making; beyond, the oldest is dropped. */
    static final int MAX_BYTES = 4 << 20;

    static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Where the payload length stands in the header, for a "parameter problem". */
    private static final int PAYLOAD_LENGTH_POINTER = 4;

    private record Key(Ipv6Address source, Ipv6Address destination, int identification) {}

    private static final class Incomplete {
        private final Pieces pieces = new Pieces();
        private final long deadlineNanos;
        private @Nullable Ipv6Packet first;
        /** Fragments overlapped: what still comes is dropped too. */
        private boolean spoiled;

        Incomplete(long deadlineNanos) {
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final LabEventLoop loop;
    private final Ip6Counters counters;
    private final Icmp6Errors errors;
    private final LabTimer timer;
    private final Map<Key, Incomplete> incomplete = new LinkedHashMap<>();
    private int bytes;

    Reassembly6(LabEventLoop loop, Ip6Counters counters, Icmp6Errors errors) {
        this.loop = loop;
        this.counters = counters;
        this.errors = errors;
        timer = loop.newTimer(this::expire);
    }

    /**
     * Takes in a fragment.
     *
     * @param index of the fragment header among the packet's
     * @return the whole packet without its fragment header, if that was the last one missing
     */
    Optional<Ipv6Packet> add(Ipv6Packet packet, Fragment fragment, int index) {
        counters.count(Ip6Counter.FRAGMENTS_RECEIVED);
        Bytes data = Ipv6Codec.encodeFrom(packet, index + 1);
        if (fragment.more() && data.length() % Fragment.UNIT_BYTES != 0) {
            counters.count(Ip6Counter.REASSEMBLY_FAILED);
            errors.parameterProblem(Icmpv6Message.CODE_ERRONEOUS_HEADER, PAYLOAD_LENGTH_POINTER, packet);
            return Optional.empty();
        }
        int offset = fragment.offset() * Fragment.UNIT_BYTES;
        if (offset + data.length() > Ipv6Codec.MAX_PAYLOAD_LENGTH) {
            counters.count(Ip6Counter.REASSEMBLY_FAILED);
            errors.parameterProblem(Icmpv6Message.CODE_ERRONEOUS_HEADER, Ipv6Packet.HEADER_LENGTH + 2, packet);
            return Optional.empty();
        }
        Key key = new Key(packet.source(), packet.destination(), fragment.identification());
        Incomplete whole = incomplete.computeIfAbsent(key, absent -> begin());
        if (whole.spoiled) {
            return Optional.empty();
        }
        if (!whole.pieces.fits(offset, data.length(), fragment.more())) {
            counters.count(Ip6Counter.REASSEMBLY_FAILED);
            whole.spoiled = true;
            bytes -= whole.pieces.received();
            whole.pieces.clear();
            return Optional.empty();
        }
        bytes += whole.pieces.add(offset, data, fragment.more());
        if (offset == 0) {
            whole.first = packet.with(packet.extensions().subList(0, index), packet.payload());
        }
        if (whole.first != null && whole.pieces.isWhole()) {
            forget(key);
            return assemble(whole.first, Ipv6Codec.numberAfter(packet, index), whole.pieces.joined());
        }
        bound();
        return Optional.empty();
    }

    private Incomplete begin() {
        long deadlineNanos = loop.now() + TIMEOUT_NANOS;
        timer.armNoLaterThan(deadlineNanos);
        return new Incomplete(deadlineNanos);
    }

    private Optional<Ipv6Packet> assemble(Ipv6Packet first, int next, Bytes data) {
        Optional<Ipv6Packet> assembled = Ipv6Codec.decodeBehind(first, next, data);
        counters.count(assembled.isPresent() ? Ip6Counter.REASSEMBLED : Ip6Counter.REASSEMBLY_FAILED);
        return assembled;
    }

    private void bound() {
        while (incomplete.size() > MAX_PACKETS || bytes > MAX_BYTES) {
            counters.count(Ip6Counter.REASSEMBLY_FAILED);
            forget(incomplete.keySet().iterator().next());
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
            Incomplete late = oldest.getValue();
            forget(oldest.getKey());
            if (!late.spoiled) {
                counters.count(Ip6Counter.REASSEMBLY_FAILED);
                if (late.first != null) {
                    errors.reassemblyTimeExceeded(late.first);
                }
            }
        }
    }

    private void forget(Key key) {
        Incomplete whole = incomplete.remove(key);
        if (whole != null) {
            bytes -= whole.pieces.received();
        }
    }
}
