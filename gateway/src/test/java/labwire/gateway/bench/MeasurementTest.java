package labwire.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void datagramsCrossEveryHop() throws InterruptedException {
        assertThat(new DatagramBenchmark(4, SHORT, SHORT).live()).isPositive();
    }

    @Test
    void aPacedStreamArrivesWhole() {
        assertThat(new PacedStreamBenchmark(4).seconds(Duration.ofSeconds(5))).isPositive();
    }

    @Test
    @Tag("bench")
    void everythingThatTheCommandShows() throws InterruptedException {
        for (Measurement measurement : Measurement.all()) {
            OptionalDouble lab = measurement.lab().take();
            System.out.println(measurement.name() + ": " + lab + " " + measurement.unit());
            // VXLAN's need namespaces.
            assertThat(lab.isPresent() || measurement.name().contains("VXLAN")).isTrue();
            assertThat(lab.orElse(1)).isPositive();
        }
    }

    @Test
    @Tag("bench")
    void theKernelsPathIsMeasuredWhereNamespacesAreToBeHad() {
        OptionalDouble datagrams = KernelPath.measure(KernelPath.Kind.DATAGRAMS);
        Assumptions.assumeTrue(datagrams.isPresent(), "user namespaces, unshare, ip or ethtool are missing");
        assertThat(datagrams.getAsDouble()).isGreaterThan(1_000);
    }
}
