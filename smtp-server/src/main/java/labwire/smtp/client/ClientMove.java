package labwire.smtp.client;

import java.util.concurrent.Callable;

/** What a dialogue's driver is to do next. */
sealed interface ClientMove {

    /** Which time a reply has. */
    enum Patience {
        GREETING,
        COMMAND,
        DATA,
        END
    }

    /** @param lines to send, each with its CRLF; empty if more replies are due. Then a reply is awaited */
    record Say(String lines, Patience patience) implements ClientMove {}

    /** Something that takes milliseconds and gives the line to say. */
    record Work(Callable<String> line) implements ClientMove {}

    /** A TLS handshake, then {@code secured}. */
    record StartTls() implements ClientMove {}

    /** All of the message, dots doubled, and its end; then a reply is awaited. */
    record SendText() implements ClientMove {}

    /**
     * The next octets of the message, as they are; then a reply is awaited.
     *
     * @param command the BDAT line
     */
    record SendChunk(String command, long octets) implements ClientMove {}

    /** The dialogue is over. */
    record Done() implements ClientMove {}
}
