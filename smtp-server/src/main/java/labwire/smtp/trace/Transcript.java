package labwire.smtp.trace;

/** Hears what is said in one session. For the session's event loop. Message text is told by its size alone. */
public interface Transcript {

    /** Hears nothing. */
    Transcript NONE = new Transcript() {
        @Override
        public void client(CharSequence line) {}

        @Override
        public void server(CharSequence line) {}

        @Override
        public void note(String fact) {}

        @Override
        public void end(String reason) {}
    };

    /** A line of the client, without its CRLF, and with {@code ***} for secrets. */
    void client(CharSequence line);

    /** A line of the server, without its CRLF. */
    void server(CharSequence line);

    /** Something that happened: TLS with its version, cipher suite and names, a handshake's failure, octets of text. */
    void note(String fact);

    /** The session is over. */
    void end(String reason);
}
