package labwire.netlab.device;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.InputError;

/**
 * What an interface has carried: its port's counters since a person last cleared them, and rates.
 *
 * <p>Rates are averages that forget with a time constant of five minutes. They are brought up to date when somebody
 * looks, as if what came since the last look had come evenly: no timer runs for them.
 */
public final class TrafficReading {
    private static final double AVERAGING_SECONDS = 300;

    /**
     * Counters of one moment.
     *
     * @param groupsIn of the packets that came in, broadcasts and multicasts
     * @param multicastsIn of those, multicasts
     * @param runts with {@code giants}, {@code crcErrors} and {@code frameErrors}: what came in and was no whole frame
     */
    public record Totals(
            long packetsIn,
            long bytesIn,
            long groupsIn,
            long multicastsIn,
            long packetsOut,
            long bytesOut,
            long runts,
            long giants,
            long crcErrors,
            long frameErrors,
            long queueDrops) {
        /** Nothing. */
        public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** All that came in and was no whole frame. */
        public long inputErrors() {
            return runts + giants + crcErrors + frameErrors;
        }

        Totals minus(Totals other) {
            return new Totals(
                    packetsIn - other.packetsIn,
                    bytesIn - other.bytesIn,
                    groupsIn - other.groupsIn,
                    multicastsIn - other.multicastsIn,
                    packetsOut - other.packetsOut,
                    bytesOut - other.bytesOut,
                    runts - other.runts,
                    giants - other.giants,
                    crcErrors - other.crcErrors,
                    frameErrors - other.frameErrors,
                    queueDrops - other.queueDrops);
        }
    }

    /** Averages: bits and packets a second. */
    public record Rates(long bitsIn, long packetsIn, long bitsOut, long packetsOut) {}

    private final DeviceInterface of;
    private Totals zero = Totals.ZERO;
    private OptionalLong clearedNanos = OptionalLong.empty();
    private Totals lastLook = Totals.ZERO;
    private long lastLookNanos;
    private final double[] averages = new double[4];

    TrafficReading(DeviceInterface of) {
        this.of = of;
    }

    /** What it has carried since it was made or cleared; nothing for a subinterface or a loopback. */
    public Totals totals() {
        return absolute().minus(zero);
    }

    /** Counts from zero again. */
    public void clear(long nowNanos) {
        zero = absolute();
        clearedNanos = OptionalLong.of(nowNanos);
    }

    /** Counts from zero again, as if it had never counted before. */
    void restart(long nowNanos) {
        zero = absolute();
        clearedNanos = OptionalLong.empty();
        lastLook = zero;
        lastLookNanos = nowNanos;
        Arrays.fill(averages, 0);
    }

    /** When it was last cleared, in nanoseconds of lab time. */
    public OptionalLong clearedNanos() {
        return clearedNanos;
    }

    /** The averages as of now. */
    public Rates rates(long nowNanos) {
        Totals now = absolute();
        double seconds = (nowNanos - lastLookNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds > 0) {
            Totals since = now.minus(lastLook);
            double weight = 1 - Math.exp(-seconds / AVERAGING_SECONDS);
            average(0, since.bytesIn() * Byte.SIZE / seconds, weight);
            average(1, since.packetsIn() / seconds, weight);
            average(2, since.bytesOut() * Byte.SIZE / seconds, weight);
            average(3, since.packetsOut() / seconds, weight);
            lastLook = now;
            lastLookNanos = nowNanos;
        }
        // IOS shows whole thousands of bits.
        return new Rates(
                Math.round(averages[0] / 1000) * 1000,
                Math.round(averages[1]),
                Math.round(averages[2] / 1000) * 1000,
                Math.round(averages[3]));
    }

    private void average(int index, double newest, double weight) {
        averages[index] += weight * (newest - averages[index]);
    }

    private Totals absolute() {
        return of.counters()
                .map(counters -> new Totals(
                        counters.receivedFrames(),
                        counters.receivedBytes(),
                        counters.receivedBroadcasts() + counters.receivedMulticasts(),
                        counters.receivedMulticasts(),
                        counters.sentFrames(),
                        counters.sentBytes(),
                        counters.inputErrors(InputError.RUNT),
                        counters.inputErrors(InputError.GIANT),
                        counters.inputErrors(InputError.CRC),
                        counters.inputErrors(InputError.FRAME),
                        counters.drops(DropReason.QUEUE_FULL)))
                .orElse(Totals.ZERO);
    }
}
