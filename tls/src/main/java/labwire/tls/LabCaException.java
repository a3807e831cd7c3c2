package labwire.tls;

import org.jspecify.annotations.Nullable;

/**
 * The lab CA's files cannot be used or made. The message names the file, what was found, what was
 * expected and, where there is something, what to do: it is for the user's eyes as it stands.
 */
public final class LabCaException extends RuntimeException {
    LabCaException(String message) {
        this(message, null);
    }

    LabCaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
