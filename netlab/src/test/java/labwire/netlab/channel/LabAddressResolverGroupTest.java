package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LabAddressResolverGroupTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final NameSource names = name ->
            name.equals("mail") ? List.of(Ipv4Address.parse("10.0.0.25"), Ipv4Address.parse("10.0.0.26")) : List.of();
    private final LabAddressResolverGroup group = new LabAddressResolverGroup(time.loop(), names);

    @AfterEach
    void close() {
        time.close();
    }

    private List<InetSocketAddress> resolveAll(String name) {
        Future<List<InetSocketAddress>> all =
                group.getResolver(time.loop()).resolveAll(InetSocketAddress.createUnresolved(name, 25));
        return time.await(all, Duration.ofSeconds(1));
    }

    @Test
    void namesGiveTheirAddressesInOrder() {
        assertThat(resolveAll("mail"))
                .extracting(address -> address.getAddress().getHostAddress())
                .containsExactly("10.0.0.25", "10.0.0.26");
        InetSocketAddress first = time.await(
                group.getResolver(time.loop()).resolve(InetSocketAddress.createUnresolved("mail", 25)),
                Duration.ofSeconds(1));
        assertThat(first.getHostString()).isEqualTo("mail");
        assertThat(first.getPort()).isEqualTo(25);
    }

    @Test
    void literalAddressesNeedNoName() {
        assertThat(resolveAll("192.0.2.7"))
                .extracting(address -> address.getAddress().getHostAddress())
                .containsExactly("192.0.2.7");
    }

    @Test
    void whatTheLabDoesNotKnowFailsWithItsName() {
        Future<InetSocketAddress> resolved =
                group.getResolver(time.loop()).resolve(InetSocketAddress.createUnresolved("example.org", 25));
        time.runUntil(resolved::isDone, Duration.ofSeconds(1));
        assertThat(resolved.cause()).isInstanceOf(UnknownHostException.class).hasMessageStartingWith("example.org");
    }

    @Test
    void anotherLoopIsRefused() {
        assertThatThrownBy(() -> group.getResolver(ImmediateEventExecutor.INSTANCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: the lab's");
    }
}
