package labwire.gateway.data;

/** A data folder cannot be used; the message says which, why, and what to do. */
public final class DataFolderException extends RuntimeException {
    DataFolderException(String message) {
        super(message);
    }

    DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
