package labwire.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import labwire.gateway.bench.Measurement;
import labwire.gateway.bench.Measurement.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the lab on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the emulated network on this machine: streams and datagrams over four hops, from one",
            "application to another on one core, a stream over VXLAN to the kernel and from it, virtual time,",
            "and what idle things take of the heap;",
            "beside them the kernel's own path through network namespaces of the same shape, where it can run."
        },
        footer = {"", "Example:", "  ./labwire bench"})
final class BenchCommand implements Callable<Integer> {
    private static final int REDRAWN_EACH_MILLIS = 200;

    @Option(names = "--no-kernel", description = "leave the kernel's path out")
    private boolean noKernel;

    /** One thing to measure. */
    private record Step(String name, Sample sample) {}

    @Override
    public Integer call() throws InterruptedException {
        List<Measurement> measurements = Measurement.all();
        List<Step> steps = new ArrayList<>();
        for (Measurement measurement : measurements) {
            steps.add(new Step(measurement.name(), measurement.lab()));
            if (!noKernel) {
                measurement.kernel().ifPresent(sample -> steps.add(new Step("the kernel's own path", sample)));
            }
        }
        List<OptionalDouble> figures = take(steps);
        TextTable table = new TextTable("MEASURED", "UNIT", "LAB", "KERNEL", "LAB / KERNEL");
        int next = 0;
        boolean kernelMissing = false;
        for (Measurement measurement : measurements) {
            OptionalDouble lab = figures.get(next++);
            boolean compared = measurement.kernel().isPresent() && !noKernel;
            OptionalDouble kernel = compared ? figures.get(next++) : OptionalDouble.empty();
            kernelMissing |= compared && kernel.isEmpty();
            table.row(measurement.name(), measurement.unit(), number(lab), number(kernel), ratio(lab, kernel));
        }
        System.out.print(table);
        if (kernelMissing) {
            System.out.println("The kernel's path needs user namespaces, unshare, ip and ethtool.");
        }
        return LabwireCommand.DONE;
    }

    /** One after the other, on a thread of their own, while this one shows how far they are. */
    private static List<OptionalDouble> take(List<Step> steps) throws InterruptedException {
        double all = steps.stream().mapToDouble(step -> seconds(step.sample())).sum();
        List<OptionalDouble> figures = new ArrayList<>();
        ProgressBar bar = new ProgressBar(System.err, Terminal.isError(), System::nanoTime);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            double before = 0;
            for (Step step : steps) {
                Future<OptionalDouble> figure = thread.submit(step.sample()::take);
                long began = System.nanoTime();
                while (!figure.isDone()) {
                    double gone = Math.min((System.nanoTime() - began) / 1e9, seconds(step.sample()));
                    bar.show(step.name(), (before + gone) / all, "");
                    await(figure);
                }
                figures.add(figure.get());
                before += seconds(step.sample());
            }
            return figures;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            bar.end();
            thread.shutdownNow();
        }
    }

    private static void await(Future<OptionalDouble> figure) throws InterruptedException, ExecutionException {
        try {
            figure.get(REDRAWN_EACH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not yet.
        }
    }

    private static double seconds(Sample sample) {
        return sample.takesAbout().toMillis() / 1e3;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "-";
    }

    private static String ratio(OptionalDouble lab, OptionalDouble kernel) {
        return lab.isPresent() && kernel.isPresent()
                ? String.format(Locale.ROOT, "%.2f", lab.getAsDouble() / kernel.getAsDouble())
                : "-";
    }
}
