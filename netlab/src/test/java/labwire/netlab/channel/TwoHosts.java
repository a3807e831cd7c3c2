package labwire.netlab.channel;

import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.capture.CaptureFile;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** Two hosts, {@code client} and {@code server}, on one cable, in virtual time. */
final class TwoHosts implements AutoCloseable {
    static final Ipv4Address CLIENT = Ipv4Address.parse("10.0.0.1");
    static final Ipv4Address SERVER = Ipv4Address.parse("10.0.0.2");
    private static final Duration LIMIT = Duration.ofMinutes(30);

    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    final RandomStreams random;
    final Port clientPort;
    final Port serverPort;
    final Cable cable;
    final LabNetwork client;
    final LabNetwork server;
    private final ByteArrayOutputStream pcap = new ByteArrayOutputStream();
    private @Nullable CaptureFile capture;

    TwoHosts(long seed, LinkSettings settings) {
        random = new RandomStreams(seed);
        clientPort = port("client", 1);
        serverPort = port("server", 2);
        client = network(time.loop(), "client", clientPort, CLIENT, random);
        server = network(time.loop(), "server", serverPort, SERVER, random);
        cable = Cable.connect(time.loop(), clientPort, serverPort, settings, random.stream("cable"));
    }

    TwoHosts() {
        this(1, LinkSettings.PLAIN);
    }

    private Port port(String device, int number) {
        return new Port(time.clock(), device, "eth0", new MacAddress(0x0200_0000_0000L + number));
    }

    static LabNetwork network(LabEventLoop loop, String name, Port port, Ipv4Address address, RandomStreams random) {
        IpStack stack = new IpStack(loop, name, random);
        stack.addInterface("eth0", new PortLink(port)).addAddress(address, 24);
        Map<String, Ipv4Address> zone = Map.of("client", CLIENT, "server", SERVER);
        NameSource names = wanted -> zone.containsKey(wanted) ? List.of(zone.get(wanted)) : List.of();
        return new LabNetwork(loop, stack, names);
    }

    /** Captures at the client's port from now on. */
    TwoHosts capturing() {
        capture = CaptureFile.start(time.clock(), List.of(clientPort), CaptureFilter.ALL, pcap);
        return this;
    }

    byte[] capture() {
        try {
            if (capture != null) {
                capture.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pcap.toByteArray();
    }

    static InetSocketAddress serverAt(int port) {
        return new Endpoint(SERVER, port).toSocketAddress();
    }

    <V> V await(Future<V> future) {
        return time.await(future, LIMIT);
    }

    boolean until(BooleanSupplier condition) {
        return time.runUntil(condition, LIMIT);
    }

    @Override
    public void close() {
        time.close();
    }
}
