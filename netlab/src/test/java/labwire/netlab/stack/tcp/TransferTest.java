package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.tcp.ImpairedPath.Impairments;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over paths that lose, duplicate and reorder. */
class TransferTest {
    private static final Duration LIMIT = Duration.ofHours(3);

    private record Outcome(Transfer client, Transfer server, long retransmitted) {}

    private static Outcome transfer(long seed, Impairments impairments, long up, long down) {
        try (TwoHosts hosts = new TwoHosts(seed, impairments)) {
            List<Transfer> servers = new ArrayList<>();
            hosts.server.listen(Ipv4Address.ANY, TwoHosts.PORT, 1, TcpSettings.DEFAULT, socket -> {
                Transfer server = new Transfer(seed + 1, down, seed);
                servers.add(server);
                return server.accepted(socket);
            });
            Transfer client = new Transfer(seed, up, seed + 1);
            client.socket = hosts.client.connect(
                    Ipv4Address.ANY, 0, TwoHosts.SERVER, TwoHosts.PORT, TcpSettings.DEFAULT, client);
            boolean ended =
                    hosts.time.runUntil(() -> client.closed && servers.size() == 1 && servers.get(0).closed, LIMIT);
            assertThat(ended).as("both sides end").isTrue();
            hosts.time.runFor(Duration.ofMinutes(10));
            assertThat(hosts.client.sockets()).isEmpty();
            assertThat(hosts.server.sockets()).isEmpty();
            assertThat(Conversation.isQuiet(hosts.time)).as("no timer is armed").isTrue();
            return new Outcome(
                    client, servers.get(0), hosts.client.counters().get(TcpCounters.Event.RETRANSMITTED_SEGMENTS));
        }
    }

    private static void assertWhole(Outcome outcome, long up, long down) {
        assertThat(outcome.server().firstDifference).isEqualTo(-1);
        assertThat(outcome.client().firstDifference).isEqualTo(-1);
        assertThat(outcome.server().received).isEqualTo(up);
        assertThat(outcome.client().received).isEqualTo(down);
        assertThat(outcome.server().failure).isNull();
        assertThat(outcome.client().failure).isNull();
    }

    @Test
    void cleanPathNeedsNoRetransmission() {
        Outcome outcome = transfer(7, Impairments.delay(1_000_000), 10_000_000, 3_000_000);
        assertWhole(outcome, 10_000_000, 3_000_000);
        assertThat(outcome.retransmitted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void bothStreamsAreWholeUnderLossDuplicationAndReordering(long seed) {
        Impairments impairments =
                new Impairments(200_000 * seed, 0.01 * (seed % 10), 0.01 * (seed % 5), 0.02 * (seed % 4), 700_000);
        Outcome outcome = transfer(seed, impairments, 300_000 + seed, 200_000 - seed);
        assertWhole(outcome, 300_000 + seed, 200_000 - seed);
    }

    @Test
    void hundredMegabytesCrossFivePercentLossAndReordering() {
        long bytes = 100_000_000;
        assertWhole(transfer(42, new Impairments(1_000_000, 0.05, 0, 0.05, 500_000), bytes, 0), bytes, 0);
    }
}
