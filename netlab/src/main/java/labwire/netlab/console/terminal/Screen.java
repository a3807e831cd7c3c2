package labwire.netlab.console.terminal;

import java.nio.charset.StandardCharsets;

/** Gathers what is to be shown, so that it leaves in few pieces, and knows whether the cursor is at a line's start. */
final class Screen {
    /** Characters that are gathered; more leave at once. */
    private static final int MAX_GATHERED = 16_384;

    private final TerminalOutput output;
    private final StringBuilder gathered = new StringBuilder();
    private boolean atLineStart;

    Screen(TerminalOutput output) {
        this.output = output;
    }

    /** Shows characters as they are. */
    void echo(String text) {
        if (!text.isEmpty()) {
            gathered.append(text);
            atLineStart = text.charAt(text.length() - 1) == '\n';
            if (gathered.length() > MAX_GATHERED) {
                flush();
            }
        }
    }

    /** Shows text whose lines end with a line feed. */
    void print(String text) {
        echo(text.replace("\n", "\r\n"));
    }

    /** Shows octets as they are, at once. */
    void raw(byte[] octets) {
        flush();
        atLineStart = octets[octets.length - 1] == '\n';
        output.write(octets);
    }

    /** Goes to a new line, unless the cursor is at the start of one. */
    void freshLine() {
        if (!atLineStart) {
            echo("\r\n");
        }
    }

    void flush() {
        if (!gathered.isEmpty()) {
            byte[] octets = gathered.toString().getBytes(StandardCharsets.UTF_8);
            gathered.setLength(0);
            output.write(octets);
        }
    }

    void close() {
        flush();
        output.closed();
    }

    boolean isWritable() {
        return output.isWritable();
    }
}
