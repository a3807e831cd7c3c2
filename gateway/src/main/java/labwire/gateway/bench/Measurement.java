package labwire.gateway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of {@code ./labwire bench}: what the lab does on this machine, and where it has something alike, the kernel.
 *
 * @param name what is measured, in a few words
 * @param unit of the figures
 * @param lab measures the lab
 * @param kernel measures the kernel's own path; empty where there is nothing to compare
 */
public record Measurement(String name, String unit, Sample lab, Optional<Sample> kernel) {
    static final int HOPS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final double GIGA = 1e9;
    private static final double THOUSAND = 1e3;

    /** Something that is measured once. */
    public record Sample(Duration takesAbout, Taken taken) {
        /** Measures; empty where it cannot be had on this machine. */
        public OptionalDouble take() throws InterruptedException {
            return taken.value();
        }
    }

    /** How a sample is taken. */
    @FunctionalInterface
    public interface Taken {
        OptionalDouble value() throws InterruptedException;
    }

    /** All that is measured, in the order in which it is shown. */
    public static List<Measurement> all() {
        return List.of(
                new Measurement(
                        "one TCP stream, 4 hops, each segment a frame",
                        "Gbit/s",
                        stream(false),
                        Optional.of(kernel(KernelPath.Kind.SEGMENTS, GIGA))),
                new Measurement(
                        "one TCP stream, 4 hops, in super-segments",
                        "Gbit/s",
                        stream(true),
                        Optional.of(kernel(KernelPath.Kind.OFFLOAD, GIGA))),
                vxlan("one TCP stream over VXLAN, to the kernel", VxlanBenchmark.Way.LAB_SENDS),
                vxlan("one TCP stream over VXLAN, from the kernel", VxlanBenchmark.Way.LAB_RECEIVES),
                new Measurement(
                        "UDP datagrams of " + DatagramBenchmark.PAYLOAD_BYTES + " bytes, 4 hops",
                        "thousand/s",
                        live(() -> new DatagramBenchmark(HOPS, WARM_UP, MEASURED).live() / THOUSAND),
                        Optional.of(kernel(KernelPath.Kind.DATAGRAMS, THOUSAND))),
                new Measurement(
                        "600 s of a 5 Mbit/s stream in virtual time",
                        "s",
                        sample(3, () -> new PacedStreamBenchmark(HOPS).seconds(Duration.ofMinutes(10))),
                        Optional.empty()),
                new Measurement(
                        "heap of an idle connection's end",
                        "KB",
                        sample(2, () -> HeapBenchmark.connectionEndBytes() / THOUSAND),
                        Optional.empty()),
                new Measurement(
                        "heap of an idle host",
                        "KB",
                        sample(2, () -> HeapBenchmark.hostBytes() / THOUSAND),
                        Optional.empty()));
    }

    /** What is always to be had. */
    private interface Figure {
        double value() throws InterruptedException;
    }

    /** Beside the kernel at both ends. */
    private static Measurement vxlan(String name, VxlanBenchmark.Way way) {
        return new Measurement(name, "Gbit/s", vxlan(way), Optional.of(vxlan(VxlanBenchmark.Way.BOTH_KERNEL)));
    }

    private static Sample vxlan(VxlanBenchmark.Way way) {
        return new Sample(Duration.ofSeconds(10), () -> in(GIGA, VxlanBenchmark.measure(way)));
    }

    private static Sample stream(boolean offload) {
        return live(() ->
                new StreamBenchmark(HOPS, offload, WARM_UP, MEASURED).live().gbitPerSecond());
    }

    private static Sample live(Figure figure) {
        return sample((int) WARM_UP.plus(MEASURED).toSeconds(), figure);
    }

    private static Sample sample(int seconds, Figure figure) {
        return new Sample(Duration.ofSeconds(seconds), () -> OptionalDouble.of(figure.value()));
    }

    private static Sample kernel(KernelPath.Kind kind, double unit) {
        return new Sample(Duration.ofSeconds(8), () -> in(unit, KernelPath.measure(kind)));
    }

    private static OptionalDouble in(double unit, OptionalDouble measured) {
        return measured.isPresent() ? OptionalDouble.of(measured.getAsDouble() / unit) : measured;
    }
}
