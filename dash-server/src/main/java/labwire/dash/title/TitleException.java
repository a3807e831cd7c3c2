package labwire.dash.title;

/** A title, or a part of it, that cannot be served. The message says where, what was found and what was expected. */
public final class TitleException extends Exception {
    public TitleException(String message) {
        super(message);
    }

    public TitleException(String message, Throwable cause) {
        super(message, cause);
    }
}
