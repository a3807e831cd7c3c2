package labwire.netlab.console.terminal;

/** Takes what a terminal shows. Called on the lab's loop. */
public interface TerminalOutput {
    /** Octets for the screen. A prompt comes in one piece, with nothing after it. */
    void write(byte[] octets);

    /** The session is over: what was written is to be sent, then the line hung up. Called once. */
    void closed();

    /** False while the client does not read what it was sent; log messages are then left out. */
    default boolean isWritable() {
        return true;
    }
}
