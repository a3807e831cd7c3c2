package labwire.netlab.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

/** Stacks, ports and cables in virtual time. */
class StackLab implements AutoCloseable {
    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T00:00:00Z"));
    final LabEventLoop loop = time.loop();
    final RandomStreams random = new RandomStreams(1);
    private int ports;

    IpStack host(String name) {
        return new IpStack(loop, name, random);
    }

    IpStack router(String name) {
        IpStack router = host(name);
        router.setForwarding(true);
        return router;
    }

    Port port(String device, String name) {
        return new Port(loop.clock(), device, name, new MacAddress(0x5254_0000_0000L + ++ports));
    }

    /** Adds an interface with an address such as 10.0.0.1/24. */
    NetworkInterface attach(IpStack stack, String address) {
        NetworkInterface added = stack.addInterface(
                "eth" + stack.interfaces().size(),
                new PortLink(port(stack.name(), "eth" + stack.interfaces().size())));
        String[] parts = address.split("/");
        added.addAddress(Ipv4Address.parse(parts[0]), Integer.parseInt(parts[1]));
        return added;
    }

    Cable join(NetworkInterface a, NetworkInterface b) {
        return join(portOf(a), portOf(b));
    }

    Cable join(Port a, Port b) {
        return Cable.connect(loop, a, b, LinkSettings.PLAIN, random.stream("cable"));
    }

    Cable join(IpStack a, String addressOfA, IpStack b, String addressOfB) {
        return join(attach(a, addressOfA), attach(b, addressOfB));
    }

    static Port portOf(NetworkInterface on) {
        return ((PortLink) on.link()).port();
    }

    static Ipv4Address ip(String address) {
        return Ipv4Address.parse(address);
    }

    static void route(IpStack stack, String prefix, String nextHop) {
        stack.routes().add(Route.toNextHop(prefix(prefix), ip(nextHop)));
    }

    static Ipv4Prefix prefix(String text) {
        String[] parts = text.split("/");
        return new Ipv4Prefix(ip(parts[0]), Integer.parseInt(parts[1]));
    }

    /** A host A, routers R1 and R2, a host B in a row: 10.0.1.2 - .1, 10.0.2.1 - .2, 10.0.3.1 - .2. */
    Row row() {
        Row row = new Row(host("A"), router("R1"), router("R2"), host("B"));
        join(row.a, "10.0.1.2/24", row.r1, "10.0.1.1/24");
        join(row.r1, "10.0.2.1/24", row.r2, "10.0.2.2/24");
        join(row.r2, "10.0.3.1/24", row.b, "10.0.3.2/24");
        route(row.a, "0.0.0.0/0", "10.0.1.1");
        route(row.r1, "10.0.3.0/24", "10.0.2.2");
        route(row.r2, "10.0.1.0/24", "10.0.2.1");
        route(row.b, "0.0.0.0/0", "10.0.3.1");
        return row;
    }

    record Row(IpStack a, IpStack r1, IpStack r2, IpStack b) {}

    /** Pings and says what became of each request, a line each. */
    List<String> ping(IpStack from, String destination, PingSettings settings) {
        PingLog log = new PingLog();
        from.icmp().ping(ip(destination), settings, log);
        time.runUntil(() -> log.finished, Duration.ofMinutes(10));
        return log.lines;
    }

    List<String> ping(IpStack from, String destination) {
        return ping(from, destination, PingSettings.DEFAULT.withCount(1).withTimeout(5_000_000_000L));
    }

    boolean runUntil(BooleanSupplier condition) {
        return time.runUntil(condition, Duration.ofMinutes(1));
    }

    void run(Duration duration) {
        time.runFor(duration);
    }

    @Override
    public void close() {
        time.close();
    }

    static class PingLog implements PingListener {
        final List<String> lines = new ArrayList<>();
        boolean finished;

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            lines.add(sequence + ": " + payloadBytes + " B from " + from + " ttl " + timeToLive);
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {
            lines.add(sequence + ": type " + type + " code " + code + " from " + reporter);
        }

        @Override
        public void unsendable(int sequence) {
            lines.add(sequence + ": no route");
        }

        @Override
        public void timedOut(int sequence) {
            lines.add(sequence + ": timed out");
        }

        @Override
        public void finished(Ping ping) {
            finished = true;
        }
    }

    /** A bare station on a cable: sends any frame, and keeps what it receives. */
    static final class Station {
        final Port port;
        final List<EthernetFrame> received = new ArrayList<>();

        Station(Port port) {
            this.port = port;
            port.listen(new labwire.netlab.link.PortListener() {
                @Override
                public void frameReceived(Port on, EthernetFrame frame) {
                    received.add(frame);
                }

                @Override
                public void linkChanged(Port on, boolean up) {}
            });
        }
    }
}
