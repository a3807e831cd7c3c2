package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buffers that grow with the path and with the application, on a cable between two hosts. */
class BufferTuningTest {
    /** 200 Mbit/s and a round trip of 100 ms: 2.5 MB fill it. */
    private static final LinkSettings LONG_FAT_PATH =
            LinkSettings.PLAIN.withRate(200_000_000).withDelay(50_000_000).withQueueLimit(4 << 20);

    private static final LinkSettings SHORT_PATH =
            LinkSettings.PLAIN.withRate(100_000_000).withDelay(100_000).withQueueLimit(64 << 10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final RandomStreams random = new RandomStreams(1);
    private final IpStack client = new IpStack(time.loop(), "client", random);
    private final IpStack server = new IpStack(time.loop(), "server", random);

    private void join(LinkSettings path) {
        Cable.connect(time.loop(), port(client, "10.0.0.1", 1), port(server, "10.0.0.2", 2), path, random.stream("c"));
    }

    private Port port(IpStack stack, String address, long mac) {
        Port port = new Port(time.loop().clock(), stack.name(), "eth0", new MacAddress(mac));
        stack.addInterface("eth0", new PortLink(port)).addAddress(Ipv4Address.parse(address), 24);
        return port;
    }

    @AfterEach
    void close() {
        time.close();
    }

    /** Sends so many bytes to the server; returns how long that takes until the last is acknowledged. */
    private Duration send(long bytes, TcpSettings settings) {
        Exchange exchange = new Exchange(1, bytes, 2, 0);
        server.tcp().listen(Ipv4Address.ANY, 80, 1, settings, exchange::accept);
        long begin = time.loop().now();
        connect(settings, exchange.client);
        assertThat(time.runUntil(exchange::isOver, LIMIT)).as("it ends").isTrue();
        exchange.assertWhole();
        return Duration.ofNanos(time.loop().now() - begin);
    }

    private void connect(TcpSettings settings, Transfer transfer) {
        transfer.socket =
                client.tcp().connect(Ipv4Address.ANY, 0, Ipv4Address.parse("10.0.0.2"), 80, settings, transfer);
    }

    /** Lets the client send without end, to an application that reads at once. */
    private void flood(TcpSettings settings, Duration howLong) {
        Exchange exchange = new Exchange(1, Long.MAX_VALUE, 2, 0);
        server.tcp().listen(Ipv4Address.ANY, 80, 1, settings, exchange::accept);
        connect(settings, exchange.client);
        time.runFor(howLong);
    }

    private static TcpInfo inside(IpStack host) {
        return host.tcp().sockets().get(0).info();
    }

    @Test
    void longFatPathIsFilled() {
        join(LONG_FAT_PATH);
        // 4 s at the path's rate, and not a second of slow start.
        assertThat(send(100_000_000, TcpSettings.DEFAULT)).isLessThan(Duration.ofMillis(5500));
    }

    @Test
    void longFatPathIsNotFilledWithoutTuning() {
        join(LONG_FAT_PATH);
        TcpSettings fixed = TcpSettings.DEFAULT.withBuffers(
                TcpSettings.SEND_BUFFER.initialBytes(), TcpSettings.RECEIVE_BUFFER.initialBytes());
        assertThat(send(10_000_000, fixed)).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void shortPathKeepsItsBuffersSmall() {
        join(SHORT_PATH);
        flood(TcpSettings.DEFAULT, Duration.ofSeconds(3));
        assertThat(inside(client).traffic().acknowledgedBytes()).isGreaterThan(30_000_000L);
        assertThat(inside(client).buffers().sendBytes()).isLessThan(512 << 10);
        assertThat(inside(server).buffers().receiveBytes()).isLessThan(1 << 20);
    }

    @Test
    void slowReaderKeepsItsWindowSmall() {
        join(LONG_FAT_PATH);
        RecordingListener reader = new RecordingListener();
        reader.reading = false;
        server.tcp().listen(Ipv4Address.ANY, 80, 1, TcpSettings.DEFAULT, socket -> {
            reader.socket = socket;
            return reader;
        });
        connect(TcpSettings.DEFAULT, new Transfer(1, Long.MAX_VALUE, 2));
        time.runFor(Duration.ofSeconds(1));
        for (int i = 0; i < 300; i++) {
            time.runFor(Duration.ofMillis(100));
            reader.socket().read(ByteBuffer.allocate(10_000));
        }
        assertThat(inside(server).traffic().receivedBytes()).isGreaterThan(2_900_000L);
        assertThat(inside(server).buffers().receiveBytes()).isLessThan(2 * TcpSettings.RECEIVE_BUFFER.initialBytes());
    }

    @Test
    void sizesThatTheApplicationHasSetStay() {
        join(LONG_FAT_PATH);
        flood(TcpSettings.DEFAULT.withBuffers(100_000, 200_000), Duration.ofSeconds(3));
        assertThat(inside(client).buffers().sendBytes()).isEqualTo(100_000);
        assertThat(inside(server).buffers().receiveBytes()).isEqualTo(200_000);
    }

    @Test
    void tellsTheRoundTripThatTheReceiverSees() {
        join(LONG_FAT_PATH);
        flood(TcpSettings.DEFAULT, Duration.ofSeconds(3));
        assertThat(Duration.ofNanos(inside(server).buffers().roundTripNanos()))
                .isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
        assertThat(inside(server).buffers().readBytes()).isGreaterThan(2_000_000L);
    }
}
