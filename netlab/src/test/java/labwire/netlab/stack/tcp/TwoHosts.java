package labwire.netlab.stack.tcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.tcp.ImpairedPath.Impairments;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;

/** A client's and a server's TCP, joined by a path each way, in virtual time. */
final class TwoHosts implements AutoCloseable {
    static final Ipv4Address CLIENT = Ipv4Address.parse("10.0.0.1");
    static final Ipv4Address SERVER = Ipv4Address.parse("10.0.0.2");
    static final int PORT = 80;

    final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    final ImpairedPath toServer;
    final ImpairedPath toClient;
    final TcpLayer client;
    final TcpLayer server;
    final List<RecordingListener> accepted = new ArrayList<>();

    TwoHosts() {
        this(1, Impairments.delay(1_000_000));
    }

    TwoHosts(long seed, Impairments impairments) {
        RandomStreams random = new RandomStreams(seed);
        toServer = new ImpairedPath(time.loop(), CLIENT, random.stream("to server"), impairments);
        toClient = new ImpairedPath(time.loop(), SERVER, random.stream("to client"), impairments);
        client = new TcpLayer(time.loop(), toServer, random.stream("client"));
        server = new TcpLayer(time.loop(), toClient, random.stream("server"));
        toServer.to(server);
        toClient.to(client);
    }

    TcpListener listen() {
        return listen(16, TcpSettings.DEFAULT);
    }

    TcpListener listen(int backlog, TcpSettings settings) {
        return server.listen(Ipv4Address.ANY, PORT, backlog, settings, socket -> {
            RecordingListener listener = new RecordingListener();
            listener.socket = socket;
            accepted.add(listener);
            return listener;
        });
    }

    RecordingListener connect() {
        return connect(TcpSettings.DEFAULT);
    }

    RecordingListener connect(TcpSettings settings) {
        RecordingListener listener = new RecordingListener();
        listener.socket = client.connect(Ipv4Address.ANY, 0, SERVER, PORT, settings, listener);
        return listener;
    }

    /** Runs for so many milliseconds of virtual time. */
    void run(long millis) {
        time.runFor(Duration.ofMillis(millis));
    }

    @Override
    public void close() {
        time.close();
    }
}
