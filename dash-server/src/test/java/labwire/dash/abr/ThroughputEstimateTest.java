package labwire.dash.abr;

import static labwire.dash.abr.TestStates.LADDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ThroughputEstimateTest {
    private final ThroughputEstimate estimate = new ThroughputEstimate(ThroughputEstimate.Settings.DEFAULT);

    private static SegmentDownload download(double latency, double transfer, double bits) {
        return new SegmentDownload(0, 0, latency, transfer, bits, 2, 4);
    }

    @Test
    void theFirstSampleIsTheEstimate() {
        assertThat(estimate.known()).isFalse();
        estimate.add(download(0.1, 1, 1e6));
        assertThat(estimate.known()).isTrue();
        assertThat(estimate.bitsPerSecond()).isCloseTo(1e6, within(1.0));
        assertThat(estimate.latencySeconds()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void aFallIsBelievedSoonerThanARise() {
        ThroughputEstimate falling = new ThroughputEstimate(ThroughputEstimate.Settings.SABRE);
        ThroughputEstimate rising = new ThroughputEstimate(ThroughputEstimate.Settings.SABRE);
        for (int i = 0; i < 20; i++) {
            falling.add(download(0, 2, 8e6));
            rising.add(download(0, 2, 2e6));
        }
        falling.add(download(0, 2, 2e6));
        rising.add(download(0, 2, 8e6));
        assertThat((4e6 - falling.bitsPerSecond()) / 3e6).isGreaterThan((rising.bitsPerSecond() - 1e6) / 3e6);
    }

    @Test
    void aRecoveryIsBelievedAfterAFewSegmentsHoweverShortTheirDownloads() {
        for (int i = 0; i < 10; i++) {
            estimate.add(download(0, 2, 1e6));
        }
        for (int i = 0; i < 4; i++) {
            estimate.add(download(0, 0.02, 1e6));
        }
        assertThat(estimate.bitsPerSecond()).isGreaterThan(5e6);

        ThroughputEstimate byTransferTime = new ThroughputEstimate(ThroughputEstimate.Settings.DASH_JS);
        for (int i = 0; i < 10; i++) {
            byTransferTime.add(download(0, 2, 1e6));
        }
        for (int i = 0; i < 4; i++) {
            byTransferTime.add(download(0, 0.02, 1e6));
        }
        assertThat(byTransferTime.bitsPerSecond()).isLessThan(1.1e6);
    }

    @Test
    void aCachedResponseIsNoMeasureButThreeInARowAreAFastNetwork() {
        estimate.add(download(0, 2, 1e6));
        estimate.add(download(0.001, 0.004, 1e6));
        estimate.add(download(0.001, 0.004, 1e6));
        assertThat(estimate.bitsPerSecond()).isCloseTo(5e5, Percentage.withPercentage(0.1));
        estimate.add(download(0.001, 0.004, 1e6));
        assertThat(estimate.bitsPerSecond()).isCloseTo(2e8, Percentage.withPercentage(0.1));
        estimate.add(download(0, 2, 1e6));
        assertThat(estimate.bitsPerSecond()).isLessThan(1e6);
    }

    @Test
    void aCachedResponseIsBetterThanNothing() {
        estimate.add(download(0.001, 0.004, 1e6));
        assertThat(estimate.known()).isTrue();
        assertThat(estimate.bitsPerSecond()).isCloseTo(2e8, Percentage.withPercentage(0.1));
    }

    @Test
    void whatTakesNoTimeAtAllIsFastAndNoFigureIsInvented() {
        estimate.add(download(0, 0, 1e6));
        assertThat(estimate.bitsPerSecond()).isEqualTo(ThroughputEstimate.MOST_BITS_PER_SECOND);
        estimate.add(download(0, 0.000_1, 1e6));
        assertThat(estimate.bitsPerSecond()).isEqualTo(ThroughputEstimate.MOST_BITS_PER_SECOND);
    }

    /** All of a small body may be there at once with the head. */
    @Test
    void whatComesLateInOnePieceIsNoFastNetwork() {
        for (int i = 0; i < 5; i++) {
            estimate.add(download(0, 0.1, 1e6));
        }
        for (int i = 0; i < 20; i++) {
            estimate.add(download(0.5, 0, 1e5));
        }
        assertThat(estimate.bitsPerSecond()).isLessThan(3e5);
    }

    @Test
    void latencyIsChargedToEachSegment() {
        for (int i = 0; i < 5; i++) {
            estimate.add(download(0.5, 1, 1e6));
        }
        assertThat(estimate.sustainable(LADDER, 0.9)).isCloseTo(1e6 * 0.9 * 0.75, within(1.0));
    }

    @Test
    void emptyResponsesAreIgnored() {
        estimate.add(download(0.1, 0, 0));
        assertThat(estimate.known()).isFalse();
    }

    @Property(tries = 200)
    void staysBetweenTheSlowestAndTheFastestSample(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0.05, max = 10) Double> transfers) {
        ThroughputEstimate estimate = new ThroughputEstimate(ThroughputEstimate.Settings.DEFAULT);
        transfers.forEach(transfer -> estimate.add(download(0, transfer, 1e6)));
        double slowest = transfers.stream().mapToDouble(t -> 1e6 / t).min().orElseThrow();
        double fastest = transfers.stream().mapToDouble(t -> 1e6 / t).max().orElseThrow();
        assertThat(estimate.bitsPerSecond()).isBetween(slowest * (1 - 1e-9), fastest * (1 + 1e-9));
    }
}
