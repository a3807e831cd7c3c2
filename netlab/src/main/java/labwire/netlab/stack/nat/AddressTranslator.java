package labwire.netlab.stack.nat;

import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import labwire.netlab.stack.AddressTranslation;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.nat.GlobalEnds.AddressLease;
import labwire.netlab.stack.nat.InsideSource.Dynamic;
import labwire.netlab.stack.nat.InsideSource.StaticAddress;
import labwire.netlab.stack.nat.InsideSource.StaticPort;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * Translates inside sources: static, by pool, or many on one address.
 *
 * <p>A flow is translated that goes from an inside interface to an outside one, and back. TCP, UDP and echoes are told
 * apart by ports and identifiers; other protocols take whole addresses alone. Lab thread only.
 */
public final class AddressTranslator implements AddressTranslation {
    /** Translations at once, unless a smaller limit is set; a flow beyond is dropped. */
    public static final int MAX_TRANSLATIONS = 65_536;

    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** On which side of the translation an interface is. */
    public enum Side {
        INSIDE,
        OUTSIDE
    }

    /** Hears of each packet that is translated. */
    @FunctionalInterface
    public interface Observer {
        /** @param text made only if somebody wants it */
        void translated(Supplier<String> text);
    }

    private final LabEventLoop loop;
    private final AccessLists accessLists;
    private final Observer observer;
    private final IntObjectMap<Side> sides = new IntObjectHashMap<>();
    private final NatRules rules = new NatRules();
    private final NatTimeouts timeouts = new NatTimeouts();
    private final NatCounters counters = new NatCounters();
    private final GlobalEnds ends = new GlobalEnds();
    private final TranslationTable table = new TranslationTable(ends);
    private final ErrorTranslation errors = new ErrorTranslation(table, counters);
    private final LabTimer sweep;
    private int limit = MAX_TRANSLATIONS;
    private int lastNumber;

    public AddressTranslator(LabEventLoop loop, AccessLists accessLists, Observer observer) {
        this.loop = loop;
        this.accessLists = accessLists;
        this.observer = observer;
        sweep = loop.newTimer(this::expire);
    }

    public NatRules rules() {
        return rules;
    }

    public NatTimeouts timeouts() {
        return timeouts;
    }

    public NatCounters counters() {
        return counters;
    }

    /** The flows being translated, oldest first. */
    public List<Translation> translations() {
        return table.all();
    }

    /** An address of a pool that an address within has as a whole. */
    public record WholeAddress(Ipv4Address global, Ipv4Address local) {}

    /** The addresses of pools that are given as a whole, oldest first. */
    public List<WholeAddress> wholeAddresses() {
        List<WholeAddress> pairs = new ArrayList<>();
        ends.wholeAddresses().forEach(lease -> pairs.add(new WholeAddress(lease.global(), lease.local())));
        return pairs;
    }

    /** How many translations a rule has made that are there now. */
    public int uses(InsideSource rule) {
        int flows = (int)
                table.all().stream().filter(flow -> flow.rule().equals(rule)).count();
        int addresses = 0;
        for (AddressLease lease : ends.wholeAddresses()) {
            addresses += lease.rule().equals(rule) ? 1 : 0;
        }
        return flows + addresses;
    }

    /** True if some interface has a side. */
    public boolean isInUse() {
        return !sides.isEmpty();
    }

    /** The most translations at once. */
    public int limit() {
        return limit;
    }

    /** Sets the most translations at once, 1 to {@link #MAX_TRANSLATIONS}. */
    public void limit(int newLimit) {
        if (newLimit < 1 || newLimit > MAX_TRANSLATIONS) {
            throw new IllegalArgumentException("translations: " + newLimit + " (expected: 1-" + MAX_TRANSLATIONS + ")");
        }
        limit = newLimit;
    }

    /** The side that an interface is on; empty if it has none. */
    public Optional<Side> side(NetworkInterface on) {
        return Optional.ofNullable(sides.get(on.index()));
    }

    /** Puts an interface on a side; null for none. */
    public void side(NetworkInterface on, @Nullable Side side) {
        if (side == null) {
            sides.remove(on.index());
        } else {
            sides.put(on.index(), side);
        }
    }

    /** Removes a rule with the translations that it made; false if it is not there. */
    public boolean remove(InsideSource rule) {
        if (!rules.remove(rule)) {
            return false;
        }
        table.removeIf(translation -> translation.rule().equals(rule));
        List<AddressLease> leases = new ArrayList<>();
        ends.wholeAddresses().forEach(leases::add);
        leases.stream().filter(lease -> lease.rule().equals(rule)).forEach(ends::release);
        return true;
    }

    /** Forgets all translations but the configured ones. */
    public void clear() {
        table.removeIf(translation -> true);
        ends.clear();
    }

    public void clearCounters() {
        counters.clear();
    }

    @Override
    public boolean isOn(NetworkInterface candidate) {
        return sides.containsKey(candidate.index());
    }

    @Override
    public boolean standsInFor(NetworkInterface on, Ipv4Address address) {
        return sides.get(on.index()) == Side.OUTSIDE && !on.hasAddress(address) && rules.isGlobal(address);
    }

    @Override
    public Optional<Ipv4Packet> afterRouting(NetworkInterface ingress, NetworkInterface egress, Ipv4Packet packet) {
        if (sides.get(ingress.index()) != Side.INSIDE || sides.get(egress.index()) != Side.OUTSIDE) {
            return Optional.of(packet);
        }
        Optional<int[]> ports = PacketRewrite.ports(packet.payload());
        if (ports.isEmpty()) {
            return Optional.of(errors.fromInside(packet));
        }
        int protocol = packet.payload().protocolNumber();
        Endpoint local = new Endpoint(packet.source(), ports.get()[0]);
        Endpoint outside = new Endpoint(packet.destination(), ports.get()[1]);
        Translation known = table.findOutbound(new FlowKey(protocol, local, outside));
        if (known == null) {
            Optional<InsideSource> rule = ruleFor(protocol, local, packet);
            if (rule.isEmpty()) {
                return Optional.of(packet);
            }
            counters.countMiss();
            known = begin(protocol, local, outside, rule.get());
            if (known == null) {
                counters.countRefused();
                return Optional.empty();
            }
        } else {
            counters.countHit();
        }
        Translation by = known;
        by.used(packet.payload(), true, loop.now());
        observer.translated(() -> "NAT: s=" + packet.source() + "->"
                + by.global().address() + ", d=" + packet.destination() + " [" + packet.identification() + "]");
        return Optional.of(PacketRewrite.withSource(packet, by.global()));
    }

    @Override
    public Optional<Ipv4Packet> beforeRouting(NetworkInterface ingress, Ipv4Packet packet) {
        if (sides.get(ingress.index()) != Side.OUTSIDE) {
            return Optional.of(packet);
        }
        Optional<int[]> ports = PacketRewrite.ports(packet.payload());
        if (ports.isEmpty()) {
            return Optional.of(errors.fromOutside(packet));
        }
        int protocol = packet.payload().protocolNumber();
        Endpoint outside = new Endpoint(packet.source(), ports.get()[0]);
        Endpoint global = new Endpoint(packet.destination(), ports.get()[1]);
        Translation known = table.findInbound(new FlowKey(protocol, global, outside));
        if (known == null) {
            known = beginFromOutside(protocol, global, outside);
            if (known == null) {
                return Optional.of(packet);
            }
            counters.countMiss();
        } else {
            counters.countHit();
        }
        Translation by = known;
        by.used(packet.payload(), false, loop.now());
        observer.translated(() -> "NAT*: s=" + packet.source() + ", d=" + packet.destination() + "->"
                + by.local().address() + " [" + packet.identification() + "]");
        return Optional.of(PacketRewrite.withDestination(packet, by.local()));
    }

    private Optional<InsideSource> ruleFor(int protocol, Endpoint local, Ipv4Packet packet) {
        Optional<InsideSource> fixed = rules.staticForLocal(protocol, local);
        if (fixed.isPresent()) {
            return fixed;
        }
        for (InsideSource rule : rules.rules()) {
            if (rule instanceof Dynamic dynamic
                    && accessLists.find(dynamic.accessList()).isPresent()
                    && accessLists.group(dynamic.accessList()).judge(packet) == Verdict.PERMIT) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private @Nullable Translation begin(int protocol, Endpoint local, Endpoint outside, InsideSource rule) {
        if (table.size() >= limit) {
            return null;
        }
        Optional<Endpoint> global = globalEnd(protocol, local, rule);
        return global.isEmpty() ? null : add(protocol, local, global.get(), outside, rule);
    }

    private Optional<Endpoint> globalEnd(int protocol, Endpoint local, InsideSource rule) {
        if (rule instanceof StaticAddress of) {
            return of.global().single().map(address -> new Endpoint(address, local.port()));
        }
        if (rule instanceof StaticPort of) {
            return of.global().single().map(address -> new Endpoint(address, of.globalPort()));
        }
        if (rule instanceof Dynamic of) {
            return dynamicEnd(protocol, local, of);
        }
        return Optional.empty();
    }

    private Optional<Endpoint> dynamicEnd(int protocol, Endpoint local, Dynamic rule) {
        AddressPool pool =
                rule.global() instanceof GlobalSide.OfPool of ? rules.pools().get(of.pool()) : null;
        if (!rule.overload()) {
            return pool == null
                    ? Optional.empty()
                    : ends.whole(local.address(), pool, rule).map(lease -> usedNow(lease, local));
        }
        boolean hasPorts = protocol == IpPayload.PROTOCOL_TCP
                || protocol == IpPayload.PROTOCOL_UDP
                || protocol == IpPayload.PROTOCOL_ICMP;
        if (!hasPorts) {
            return Optional.empty();
        }
        if (pool == null) {
            return rule.global().single().flatMap(address -> ends.shared(protocol, local, address));
        }
        for (int i = 0; i < pool.size(); i++) {
            Optional<Endpoint> end = ends.shared(protocol, local, pool.address(i));
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private Endpoint usedNow(AddressLease lease, Endpoint local) {
        lease.used(loop.now());
        return new Endpoint(lease.global(), local.port());
    }

    private @Nullable Translation add(
            int protocol, Endpoint local, Endpoint global, Endpoint outside, InsideSource rule) {
        Translation added = new Translation(lastNumber + 1, protocol, local, global, outside, rule, loop.now());
        if (!table.add(added)) {
            ends.release(added);
            return null;
        }
        lastNumber++;
        counters.inUse(table.size(), loop.now());
        sweep.armNoLaterThan(deadlineOf(added));
        return added;
    }

    /** From outside, a flow may begin only to an end that has its translation for good, or an address as a whole. */
    private @Nullable Translation beginFromOutside(int protocol, Endpoint global, Endpoint outside) {
        Optional<InsideSource> fixed = rules.staticForGlobal(protocol, global);
        if (fixed.isEmpty()) {
            return ends.holder(global.address())
                    .filter(lease -> table.size() < limit)
                    .map(lease ->
                            add(protocol, new Endpoint(lease.local(), global.port()), global, outside, lease.rule()))
                    .orElse(null);
        }
        if (table.size() >= limit) {
            return null;
        }
        Endpoint local = fixed.get() instanceof StaticPort of
                ? of.local()
                : new Endpoint(((StaticAddress) fixed.get()).local(), global.port());
        return add(protocol, local, global, outside, fixed.get());
    }

    /** When a flow is forgotten if nothing uses it, in nanoseconds of lab time. */
    public long deadlineOf(Translation translation) {
        return translation.usedNanos() + timeouts.nanos(translation.timeout());
    }

    /** Forgets what was not used for too long, and looks when it has to do so again. */
    private void expire() {
        long now = loop.now();
        counters.countExpired(table.removeIf(translation -> deadlineOf(translation) <= now));
        long next = Long.MAX_VALUE;
        for (Translation left : table.all()) {
            next = Math.min(next, deadlineOf(left));
            ends.holder(left.global().address()).ifPresent(lease -> lease.used(now));
        }
        List<AddressLease> over = new ArrayList<>();
        for (AddressLease lease : ends.wholeAddresses()) {
            long end = lease.usedNanos() + timeouts.nanos(NatTimeouts.Of.ADDRESS);
            if (end <= now) {
                over.add(lease);
            } else {
                next = Math.min(next, end);
            }
        }
        over.forEach(ends::release);
        counters.countExpired(over.size());
        if (next != Long.MAX_VALUE) {
            sweep.armNoLaterThan(Math.max(next, now + SWEEP_NANOS));
        }
    }
}
