package labwire.gateway.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import labwire.gateway.bench.KernelPath;
import labwire.gateway.bench.StreamBenchmark;
import labwire.gateway.bench.StreamResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the lab on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure one TCP stream over four hops, through Netty pipelines, on one core;",
            "beside it the kernel's own path through network namespaces of the same shape, where it can run."
        },
        footer = {"", "Example:", "  ./labwire bench"})
final class BenchCommand implements Callable<Integer> {
    private static final int HOPS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    @Option(names = "--no-kernel", description = "leave the kernel's path out")
    private boolean noKernel;

    @Override
    public Integer call() throws InterruptedException {
        System.err.println("Measuring the lab: one TCP stream over " + HOPS + " hops (about 8 s) ...");
        StreamResult lab = new StreamBenchmark(HOPS, WARM_UP, MEASURED).live();
        TextTable table = new TextTable("ONE TCP STREAM, 4 HOPS", "GBIT/S", "LAB / THIS");
        double gigabits = lab.gbitPerSecond();
        table.row("lab, live, segments of " + lab.maximumSegmentSize() + " bytes, one core", number(gigabits), "1.00");
        if (!noKernel) {
            System.err.println("Measuring the kernel's own path (about 15 s) ...");
            row(table, "kernel, GSO and TSO off", KernelPath.measure(false), gigabits, "needs unshare, ip and ethtool");
            row(table, "kernel, GSO and TSO on", KernelPath.measure(true), gigabits, "needs unshare and ip");
        }
        System.out.print(table);
        return LabwireCommand.DONE;
    }

    private static void row(TextTable table, String name, OptionalDouble bits, double lab, String needs) {
        if (bits.isPresent()) {
            double gigabits = bits.getAsDouble() / 1e9;
            table.row(name, number(gigabits), number(lab / gigabits));
        } else {
            table.row(name, "not to be had here: " + needs + ", and user namespaces", "-");
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
