package labwire.netlab.console;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Runs a session's lines one after another, each when the one before it has finished. */
public final class LineQueue {
    private record Waiting(String line, ConsoleOutput output) {}

    private final BiConsumer<String, Reply> runner;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Reply running;
    private boolean draining;

    /** @param runner starts a line; it, or what it starts, finishes the reply */
    public LineQueue(BiConsumer<String, Reply> runner) {
        this.runner = runner;
    }

    /** Runs the line now, or once those before it have finished. */
    public void enter(String line, ConsoleOutput output) {
        if (waiting.size() == ConsoleSession.MAX_WAITING_LINES || line.length() > CommandLine.MAX_LENGTH) {
            output.print("% Line is too long, or too many wait\n");
            output.finished(new CommandResult.Refused(
                    line.length() + " characters", "at most " + CommandLine.MAX_LENGTH + " on a line"));
            return;
        }
        waiting.add(new Waiting(line, output));
        drain();
    }

    public boolean isBusy() {
        return running != null;
    }

    public void interrupt() {
        if (running != null) {
            running.interrupt();
        }
    }

    /** A loop, not a recursion, however many lines finish at once. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (running == null && !waiting.isEmpty()) {
                Waiting next = waiting.remove();
                Reply reply = new Reply(next.output(), this::finished);
                running = reply;
                runner.accept(next.line(), reply);
            }
        } finally {
            draining = false;
        }
    }

    private void finished() {
        running = null;
        drain();
    }
}
