package labwire.gateway.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line that shows how far a long work is: nothing for works shorter than {@link #PATIENCE}, then a bar that is
 * redrawn in place on a terminal, and a plain line at each new step elsewhere. For one thread.
 */
final class ProgressBar {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int WIDTH = 30;
    private static final int MAX_STEP = 36;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long began;
    private long drawnAt;
    private boolean drawn;
    private String step = "";

    /**
     * Begins.
     *
     * @param terminal whether a carriage return takes the cursor back
     * @param nanoTime a clock in nanoseconds
     */
    ProgressBar(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /**
     * The work is so far.
     *
     * @param fraction 0 to 1
     * @param remark such as a speed; empty for none
     */
    void show(String newStep, double fraction, String remark) {
        long now = nanoTime.getAsLong();
        boolean sameStep = newStep.equals(step);
        if (now - began < PATIENCE.toNanos() || (sameStep && drawn && now - drawnAt < BETWEEN.toNanos())) {
            return;
        }
        int percent = (int) Math.round(100 * Math.max(0, Math.min(1, fraction)));
        if (terminal) {
            int full = percent * WIDTH / 100;
            out.printf(
                    Locale.ROOT,
                    "\r[%s%s] %3d %%  %-" + MAX_STEP + "s %-10s",
                    "#".repeat(full),
                    ".".repeat(WIDTH - full),
                    percent,
                    shortened(newStep),
                    remark);
            out.flush();
        } else if (!sameStep) {
            out.printf(Locale.ROOT, "%3d %%  %s%n", percent, newStep);
        }
        step = newStep;
        drawn = true;
        drawnAt = now;
    }

    /** The work is over: leaves the line as it is. */
    void end() {
        if (terminal && drawn) {
            out.println();
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_STEP ? text : text.substring(0, MAX_STEP - 1) + "…";
    }
}
