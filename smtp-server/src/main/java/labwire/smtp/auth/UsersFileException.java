package labwire.smtp.auth;

/** A users file is not as it should be; the message names the file and the line. */
public final class UsersFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsersFileException(String message) {
        super(message);
    }
}
