package labwire.netlab.console;

/** Takes what is typed while a command runs, in place of the terminal's line editing. Called on the lab's loop. */
@FunctionalInterface
public interface RawKeyboard {
    /**
     * Takes octets as they were typed.
     *
     * @return how many of them, one at least; the rest is for whoever has the keyboard then
     */
    int typed(byte[] octets, int offset, int length);
}
