package labwire.gateway.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** What things that do nothing take of the heap: the difference that many of them make, after collections. */
public final class HeapBenchmark {
    private static final int PORT = 5001;
    private static final int CONNECTIONS = 5_000;
    private static final int HOSTS = 1_000;
    private static final int COLLECTIONS = 4;
    private static final Duration OPENING = Duration.ofSeconds(30);

    private HeapBenchmark() {}

    /**
     * One end of an established TCP connection over which something has gone each way, without a Netty channel.
     *
     * @return bytes
     */
    public static double connectionEndBytes() {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            RouterChain chain = new RouterChain(time.loop(), 1);
            IpStack from = chain.sender().stack();
            IpStack to = chain.receiver().stack();
            List<TcpSocket> ends = new ArrayList<>();
            to.tcp().listen(Ipv4Address.ANY, PORT, CONNECTIONS, TcpSettings.DEFAULT, socket -> {
                ends.add(socket);
                return Idle.LISTENER;
            });
            from.tcp().connect(Ipv4Address.ANY, 0, chain.receiverAddress(), PORT, TcpSettings.DEFAULT, Idle.LISTENER);
            time.runFor(OPENING);
            long before = usedHeap();
            for (int i = 0; i < CONNECTIONS; i++) {
                from.tcp()
                        .connect(Ipv4Address.ANY, 0, chain.receiverAddress(), PORT, TcpSettings.DEFAULT, Idle.LISTENER);
                time.runFor(Duration.ofMillis(1));
            }
            time.runFor(OPENING);
            if (ends.size() != CONNECTIONS + 1) {
                throw new IllegalStateException(
                        "connections: " + ends.size() + " (expected: " + (CONNECTIONS + 1) + ")");
            }
            return (usedHeap() - before) / (2.0 * CONNECTIONS);
        } catch (TcpException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A host with one port and an address.
     *
     * @return bytes
     */
    public static double hostBytes() {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            RandomStreams random = new RandomStreams(1);
            List<Host> hosts = new ArrayList<>(HOSTS);
            long before = 0;
            for (int i = 0; i <= HOSTS; i++) {
                Host host =
                        new Host(time.loop(), "host" + i, random, List.of(InterfaceName.ethernet(1)), NameSource.NONE);
                host.stack().interfaces().get(0).addAddress(new Ipv4Address(10 << 24 | i + 1), 8);
                hosts.add(host);
                before = i == 0 ? usedHeap() : before;
            }
            time.runFor(OPENING);
            return (usedHeap() - before) / (double) (hosts.size() - 1);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    /** Does nothing. */
    private enum Idle implements TcpSocketListener {
        LISTENER;

        @Override
        public void connected() {}

        @Override
        public void readable() {}

        @Override
        public void inputFinished() {}

        @Override
        public void writable() {}

        @Override
        public void closed(@Nullable TcpFailure failure) {}
    }
}
