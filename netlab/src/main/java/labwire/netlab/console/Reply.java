package labwire.netlab.console;

import java.util.Locale;
import java.util.function.Function;
import labwire.netlab.console.pipe.OutputFilter;
import org.jspecify.annotations.Nullable;

/** A command's way to answer: text while it runs, then its end. Lab thread only. */
public final class Reply {
    private final ConsoleOutput output;
    private final Runnable onFinish;
    private CommandResult result = CommandResult.ACCEPTED;
    private Runnable onInterrupt = () -> {};
    private @Nullable OutputFilter filter;
    private Function<OutputFilter, String> filtered = done -> "";
    private boolean finished;

    Reply(ConsoleOutput output, Runnable onFinish) {
        this.output = output;
        this.onFinish = onFinish;
    }

    /** A reply that nobody reads. */
    static Reply silent() {
        return new Reply(
                new ConsoleOutput() {
                    @Override
                    public void print(String text) {}

                    @Override
                    public void finished(CommandResult result) {}
                },
                () -> {});
    }

    /**
     * Has the output pass a filter from now on.
     *
     * @param whenDone is told once all has passed, and gives what is then still to be said
     */
    void filter(OutputFilter newFilter, Function<OutputFilter, String> whenDone) {
        filter = newFilter;
        filtered = whenDone;
    }

    public void print(String text) {
        if (!finished) {
            output.print(filter == null ? text : filter.filter(text));
        }
    }

    public void printLine(String line) {
        print(line + "\n");
    }

    /** Prints a line made by {@link String#format}, the same in every locale. */
    public void printLine(String format, Object... values) {
        printLine(String.format(Locale.ROOT, format, values));
    }

    /**
     * Says why the line cannot be carried out.
     *
     * @param message the line for the user
     * @param found what is wrong, for a start-up config's report
     * @param expected what would have been right, for the same
     */
    public void refuse(String message, String found, String expected) {
        printLine(message);
        fail(found, expected);
    }

    /** Makes the command end as refused, what there is to say having been printed. */
    public void fail(String found, String expected) {
        result = new CommandResult.Refused(found, expected);
    }

    /**
     * Takes the terminal's keyboard until the command is over; what is typed then interrupts nothing by itself.
     *
     * @return false if the session has no terminal
     */
    public boolean takeKeyboard(RawKeyboard keyboard) {
        return !finished && output.lendKeyboard(keyboard);
    }

    /** Shows octets as they are, such as those of another device. */
    public void show(byte[] octets) {
        if (!finished && octets.length > 0) {
            output.show(octets);
        }
    }

    /** False while the user's side does not read what it was shown. */
    public boolean isWritable() {
        return output.isWritable();
    }

    /** What to do when the user interrupts a command that takes its time; it then finishes. */
    public void onInterrupt(Runnable action) {
        onInterrupt = action;
    }

    void interrupt() {
        onInterrupt.run();
        finish();
    }

    /** Ends the command; again has no effect. */
    public void finish() {
        if (!finished) {
            finished = true;
            if (filter != null) {
                output.print(filter.finish() + filtered.apply(filter));
            }
            // First this command's end, then whatever line waits for it.
            output.finished(result);
            onFinish.run();
        }
    }

    boolean isFinished() {
        return finished;
    }
}
