package labwire.netlab.channel;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** The contract on the lab's stack, in virtual time. */
final class LabChannelContractTest extends ChannelContractTest {
    private final TwoHosts hosts = new TwoHosts();

    @AfterEach
    void close() {
        hosts.close();
    }

    @Override
    ServerBootstrap serverBootstrap() {
        return hosts.server.serverBootstrap();
    }

    @Override
    Bootstrap clientBootstrap() {
        return hosts.client.bootstrap();
    }

    @Override
    SocketAddress anyPort() {
        return new InetSocketAddress(0);
    }

    @Override
    SocketAddress address(int port) {
        return TwoHosts.serverAt(port);
    }

    @Override
    int closedPort() {
        return 9;
    }

    @Override
    <V> V await(Future<V> future) {
        return hosts.await(future);
    }

    @Override
    boolean until(BooleanSupplier condition) {
        return hosts.until(condition);
    }

    @Override
    void settle() {
        hosts.time.runFor(Duration.ofSeconds(1));
    }
}
