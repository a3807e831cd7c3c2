package labwire.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class StreamBenchmarkTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void aStreamCrossesEveryHopInVirtualTime() {
        StreamResult result = new StreamBenchmark(4, true, SHORT, SHORT).virtual();
        assertThat(result.hops()).isEqualTo(4);
        assertThat(result.bytes()).isPositive();
        assertThat(result.seconds()).isGreaterThanOrEqualTo(SHORT.toMillis() / 1e3);
    }

    @Test
    void aStreamCrossesEveryHopLive() throws InterruptedException {
        StreamResult result = new StreamBenchmark(1, false, SHORT, SHORT).live();
        assertThat(result.bytes()).isPositive();
    }

    @Test
    void ratesFollowFromBytesAndSeconds() {
        StreamResult result = new StreamResult(4, 1460, 2_500_000_000L, 2);
        assertThat(result.gbitPerSecond()).isEqualTo(10, within(1e-9));
        assertThat(result.segmentsPerSecond()).isEqualTo(2_500_000_000L / 1460.0 / 2, within(1e-3));
        assertThat(result).hasToString("10.00 Gbit/s (0.86 million segments/s) over 4 hops, MSS 1460, 2.0 s");
    }

    @Test
    @Tag("bench")
    void oneStreamOverFourHops() throws InterruptedException {
        StreamBenchmark benchmark = new StreamBenchmark(4, false, Duration.ofSeconds(3), Duration.ofSeconds(5));
        System.out.println("live: " + benchmark.live());
        System.out.println("virtual: " + benchmark.virtual());
    }
}
