package labwire.gateway.lab;

import java.time.Duration;
import java.util.function.Consumer;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;

/** One command on a console session of its own: collects what it says, and interrupts what takes too long. */
public final class ExecRun {
    static final int MAX_OUTPUT_CHARACTERS = 1 << 20;
    static final Duration MAX_TIME = Duration.ofMinutes(2);

    /**
     * How it ended.
     *
     * @param accepted false if the console refused the line
     */
    public record Result(String output, boolean accepted) {}

    private ExecRun() {}

    /** Enters the line; the consumer gets the result once, on the lab's thread. Lab thread only. */
    public static void start(LabEventLoop loop, ConsoleSession session, String line, Consumer<Result> whenDone) {
        StringBuilder text = new StringBuilder();
        LabTimer patience = loop.newTimer(session::interrupt);
        patience.arm(loop.now() + MAX_TIME.toNanos());
        session.enter(line, new ConsoleOutput() {
            @Override
            public void print(String more) {
                if (text.length() < MAX_OUTPUT_CHARACTERS) {
                    text.append(more);
                }
            }

            @Override
            public void finished(CommandResult result) {
                patience.cancel();
                whenDone.accept(new Result(text.toString(), result instanceof CommandResult.Accepted));
            }
        });
    }
}
