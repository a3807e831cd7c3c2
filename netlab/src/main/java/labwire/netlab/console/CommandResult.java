package labwire.netlab.console;

/** How a command ended. */
public sealed interface CommandResult {
    CommandResult ACCEPTED = new Accepted();

    record Accepted() implements CommandResult {}

    /**
     * The line was refused.
     *
     * @param found the part of the line at fault, or what is wrong with it
     * @param expected what could stand there
     */
    record Refused(String found, String expected) implements CommandResult {}
}
