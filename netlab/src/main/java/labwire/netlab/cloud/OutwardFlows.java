package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.UdpDatagram;

/**
 * UDP of the lab to the real network: for each pair of ends a real socket, connected, so that the kernel tells of
 * closed ports and keeps strangers out. One that is idle for {@value #IDLE_SECONDS} s is closed (<a
 * href="https://www.rfc-editor.org/rfc/rfc4787#section-4.3">RFC 4787, 4.3</a>); beyond {@value #MAX_FLOWS}, that which
 * has been idle the longest.
 *
 * <p>Lab thread only.
 */
final class OutwardFlows implements OutwardFlow.Listener {
    /** Flows at once. */
    static final int MAX_FLOWS = 1024;
    /** The least that RFC 4787 allows. */
    static final int IDLE_SECONDS = 120;

    /** A flow, when it was used last, and by which packet of the lab. */
    private static final class Entry {
        private final OutwardFlow flow;
        private Ipv4Packet lastPacket;
        private long lastUsed;

        Entry(OutwardFlow flow, Ipv4Packet packet) {
            this.flow = flow;
            this.lastPacket = packet;
        }
    }

    private final LabNetwork network;
    private final IpStack stack;
    private final EventLoopGroup outside;
    private final Bootstrap datagrams;
    private final LabTimer expiry;
    /** The one that has been idle the longest comes first. */
    private final Map<OutwardEnds, Entry> flows = new LinkedHashMap<>(16, 0.75f, true);

    private long begun;
    private long sent;
    private long received;
    private final AtomicLong drops = new AtomicLong();

    /** @param datagrams channel class and options are set */
    OutwardFlows(LabNetwork network, EventLoopGroup outside, Bootstrap datagrams) {
        this.network = network;
        this.stack = network.stack();
        this.outside = outside;
        this.datagrams = datagrams;
        this.expiry = network.loop().newTimer(this::expire);
    }

    /** A datagram to the real network. */
    void received(Ipv4Packet packet, UdpDatagram datagram, InetAddress realAddress) {
        if (datagram.destinationPort() == 0 || !datagram.checksumValid()) {
            drops.incrementAndGet();
            return;
        }
        OutwardEnds ends = new OutwardEnds(
                IpPayload.PROTOCOL_UDP,
                packet.source(),
                datagram.sourcePort(),
                packet.destination(),
                datagram.destinationPort());
        Entry entry = flows.get(ends);
        if (entry == null) {
            entry = begin(ends, packet, new InetSocketAddress(realAddress, datagram.destinationPort()));
        }
        entry.lastPacket = packet;
        entry.lastUsed = network.loop().now();
        entry.flow.send(datagram.payload());
        sent++;
    }

    private Entry begin(OutwardEnds ends, Ipv4Packet packet, InetSocketAddress real) {
        if (flows.size() == MAX_FLOWS) {
            Iterator<Entry> eldest = flows.values().iterator();
            eldest.next().flow.close();
            eldest.remove();
        }
        begun++;
        Entry entry =
                new Entry(new OutwardFlow(ends, outside.next(), network.loop(), datagrams, real, this, drops), packet);
        flows.put(ends, entry);
        expiry.armNoLaterThan(network.loop().now() + TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
        return entry;
    }

    private void expire() {
        long now = network.loop().now();
        for (Entry entry : new ArrayList<>(flows.values())) {
            long idleAt = entry.lastUsed + TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
            if (idleAt > now) {
                expiry.arm(idleAt);
                return;
            }
            flows.remove(entry.flow.ends());
            entry.flow.close();
        }
    }

    @Override
    public void received(OutwardFlow flow, Bytes datagram) {
        Entry entry = flows.get(flow.ends());
        if (entry == null || entry.flow != flow) {
            return;
        }
        received++;
        entry.lastUsed = network.loop().now();
        OutwardEnds ends = flow.ends();
        stack.send(new Ipv4Packet(
                0,
                0,
                false,
                false,
                0,
                Ipv4Packet.DEFAULT_TTL,
                ends.remote(),
                ends.client(),
                Bytes.EMPTY,
                new UdpDatagram(ends.remotePort(), ends.clientPort(), datagram)));
    }

    @Override
    public void failed(OutwardFlow flow, Throwable reason) {
        Entry entry = flows.get(flow.ends());
        if (entry == null || entry.flow != flow) {
            return;
        }
        flows.remove(flow.ends());
        flow.close();
        if (reason instanceof NoRouteToHostException) {
            stack.errors().hostUnreachable(entry.lastPacket);
        } else if (reason instanceof IOException) {
            // The kernel's word for an ICMP "port unreachable" from there: refused.
            stack.errors().portUnreachable(entry.lastPacket);
        }
    }

    void stop() {
        flows.values().forEach(entry -> entry.flow.close());
        flows.clear();
        expiry.cancel();
    }

    long begun() {
        return begun;
    }

    int open() {
        return flows.size();
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    long dropped() {
        return drops.get();
    }
}
