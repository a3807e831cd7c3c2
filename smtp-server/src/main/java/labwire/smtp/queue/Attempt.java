package labwire.smtp.queue;

import java.time.Instant;
import labwire.smtp.reply.EnhancedCode;

/**
 * What came of a try.
 *
 * @param host that was tried; empty if it came to none
 * @param diagnostic the host's reply, or what went wrong, on one line
 * @param replied whether the diagnostic is the host's reply
 */
public record Attempt(Instant time, String host, EnhancedCode status, String diagnostic, boolean replied) {

    /** A host's reply is longer only out of malice. */
    private static final int MAX_DIAGNOSTIC_CHARS = 1_000;

    public Attempt {
        diagnostic = diagnostic.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (diagnostic.length() > MAX_DIAGNOSTIC_CHARS) {
            diagnostic = diagnostic.substring(0, MAX_DIAGNOSTIC_CHARS);
        }
    }
}
