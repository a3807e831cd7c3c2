package labwire.dash.fluid;

import java.io.IOException;

/** A file is not the trace or movie it should be; the message says where, what was found and what was expected. */
public final class TraceException extends IOException {
    TraceException(String message) {
        super(message);
    }
}
