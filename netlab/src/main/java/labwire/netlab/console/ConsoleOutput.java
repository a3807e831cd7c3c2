package labwire.netlab.console;

/** Takes what a command says. Called on the lab's loop, at once or later. */
public interface ConsoleOutput {
    /** More text; lines end with {@code \n}. */
    void print(String text);

    /** The command is over, and the session's prompt is the next thing to show. Called once. */
    void finished(CommandResult result);
}
