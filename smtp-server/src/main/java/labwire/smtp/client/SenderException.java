package labwire.smtp.client;

import java.io.IOException;

/** The dialogue with a server broke off, so that there is no reply to tell of. */
public final class SenderException extends IOException {

    SenderException(String message) {
        super(message);
    }
}
