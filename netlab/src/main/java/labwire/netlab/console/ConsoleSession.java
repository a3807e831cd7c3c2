package labwire.netlab.console;

import java.util.List;

/**
 * A user's session with a device: lines in, text out, a prompt between them. Without I/O; lab thread only.
 *
 * <p>A command may take its time ({@code ping}); lines entered meanwhile wait for their turn, as type-ahead does.
 */
public interface ConsoleSession {
    /** Lines that may wait while a command runs; what is entered beyond is refused. */
    int MAX_WAITING_LINES = 10_000;

    /** What to show before the next line; changes with modes, and while a question is open. */
    String prompt();

    /** True while a password is asked for, which a terminal must not show. */
    boolean hidesInput();

    /** True while one key is all that is asked for, as after {@code [confirm]}; it is entered as a line. */
    default boolean takesKey() {
        return false;
    }

    /** True while the next line is the answer to a question, for which there is no help and no history. */
    default boolean isAsking() {
        return hidesInput() || takesKey();
    }

    /** True in the modes of configuration, whose lines are recalled apart, and which Ctrl-Z ends. */
    default boolean isConfiguring() {
        return false;
    }

    /** Runs a line, now or after those that wait; the output gets its text and then its end. */
    void enter(String line, ConsoleOutput output);

    /** True while a command runs. */
    boolean isBusy();

    /** Ends the command that runs, as Ctrl-C does; no effect without one. */
    void interrupt();

    /** What can be typed next on a line so far, for {@code ?} and Tab. */
    List<Candidate> candidates(String lineSoFar);

    /** The text that {@code ?} shows at the end of a line so far. */
    default String help(String lineSoFar) {
        return HelpText.of(lineSoFar, candidates(lineSoFar));
    }

    /** True after the user has left, by {@code exit} in the outermost mode. */
    boolean isEnded();
}
