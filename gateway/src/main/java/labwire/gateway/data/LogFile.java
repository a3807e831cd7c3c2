package labwire.gateway.data;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lines on their way to a file: taken from any thread without blocking, written in order by an executor. What is too
 * much for the disk is left out, and counted in a line of its own.
 */
public final class LogFile implements Consumer<String> {
    static final int MAX_QUEUED = 10_000;

    private final Writer file;
    private final Executor executor;
    private final Deque<String> queue = new ArrayDeque<>();
    private long leftOut;
    private boolean writing;

    /**
     * Lines for a file.
     *
     * @param file stays open
     * @param executor runs what blocks
     */
    public LogFile(Writer file, Executor executor) {
        this.file = file;
        this.executor = executor;
    }

    @Override
    public void accept(String line) {
        synchronized (queue) {
            if (queue.size() >= MAX_QUEUED) {
                leftOut++;
                return;
            }
            queue.add(line);
            if (writing) {
                return;
            }
            writing = true;
        }
        executor.execute(this::write);
    }

    /** One at a time, since {@link #writing} is set until the queue is empty. */
    private void write() {
        for (List<String> lines = next(); !lines.isEmpty(); lines = next()) {
            try {
                for (String line : lines) {
                    file.write(line + "\n");
                }
                file.flush();
            } catch (IOException e) {
                // A full disk takes no line about it either; what comes later is tried again.
                synchronized (queue) {
                    writing = false;
                }
                return;
            }
        }
    }

    private List<String> next() {
        synchronized (queue) {
            List<String> lines = new ArrayList<>(queue);
            queue.clear();
            if (leftOut > 0) {
                lines.add("# " + leftOut + " lines left out");
                leftOut = 0;
            }
            writing = !lines.isEmpty();
            return lines;
        }
    }
}
