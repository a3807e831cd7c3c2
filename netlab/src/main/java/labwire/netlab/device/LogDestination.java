package labwire.netlab.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One of the places where log messages go: up to which severity, how many, and who listens. Lab thread only. */
public final class LogDestination {
    /** Terminals that listen at one time; more are not heard of. */
    static final int MAX_LISTENERS = 64;

    private final List<Consumer<String>> listeners = new ArrayList<>();
    private Optional<SystemLog.Severity> level = Optional.of(SystemLog.Severity.DEBUGGING);
    private long count;

    LogDestination() {}

    void take(SystemLog.Severity severity, String line) {
        if (level.isPresent() && severity.compareTo(level.get()) <= 0) {
            count++;
            List.copyOf(listeners).forEach(listener -> listener.accept(line));
        }
    }

    /**
     * Has someone hear the messages, one line each, without an end of line.
     *
     * @return what ends that; again has no effect
     */
    public Runnable listen(Consumer<String> listener) {
        if (listeners.size() < MAX_LISTENERS) {
            listeners.add(listener);
        }
        return () -> listeners.remove(listener);
    }

    /** Up to which severity it takes messages; empty for none at all. */
    public Optional<SystemLog.Severity> level() {
        return level;
    }

    public void level(Optional<SystemLog.Severity> newLevel) {
        level = newLevel;
    }

    void clearCount() {
        count = 0;
    }

    /** Messages taken so far. */
    public long count() {
        return count;
    }
}
