package labwire.netlab.console;

/** Takes what a command says. Called on the lab's loop, at once or later. */
public interface ConsoleOutput {
    /** More text; lines end with {@code \n}. */
    void print(String text);

    /** The command is over, and the session's prompt is the next thing to show. Called once. */
    void finished(CommandResult result);

    /**
     * Has the keyboard's octets go to a command until it is over.
     *
     * @return false if there is no terminal with a keyboard
     */
    default boolean lendKeyboard(RawKeyboard taker) {
        return false;
    }

    /** Octets for the screen as they are, of a command that has the keyboard. */
    default void show(byte[] octets) {}

    /** False while the user's side does not read what it was shown. */
    default boolean isWritable() {
        return true;
    }
}
