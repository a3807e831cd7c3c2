package labwire.smtp.pop3;

/** What a {@link Pop3Driver} is doing. From every one → CLOSE, when the session ends. */
enum Activity {
    /** Reads a command: → whatever its step asks for. */
    COMMAND,
    /** Reads a line of a SASL exchange: → WORK, COMMAND or RESPONSE. */
    RESPONSE,
    /** Waits for an executor: → the step that comes of it. */
    WORK,
    /** Waits for an executor that deletes messages: → CLOSE, but not even the end of the connection stops that. */
    DELETION,
    /** Writes lines of a listing: → COMMAND. */
    LISTING,
    /** Writes pieces of a message: → COMMAND. */
    SENDING,
    /** Does a TLS handshake: → COMMAND. */
    TLS,
    /** Writes the last reply, or is over. */
    CLOSE
}
