package labwire.netlab.console;

/**
 * What a complete line does.
 *
 * @param <C> what commands work on: the session with its device
 * @param action runs on the lab's loop
 * @param completion whether the action's return ends the command
 */
public record Command<C>(Action<C> action, Completion completion) {
    /** Does a command's work. A line's mistakes are answered with {@link Reply#refuse}, never thrown. */
    @FunctionalInterface
    public interface Action<C> {
        void run(C console, Arguments arguments, Reply reply);
    }

    /** When a command is over. */
    public enum Completion {
        /** When the action returns. */
        ON_RETURN,
        /** When the action, or what it has started, calls {@link Reply#finish()}. */
        ON_FINISH
    }
}
