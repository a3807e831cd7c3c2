package labwire.smtp.auth;

/** The server said something in an authentication that its client must not answer. */
public final class ClientExchangeException extends Exception {

    ClientExchangeException(String message) {
        super(message);
    }
}
