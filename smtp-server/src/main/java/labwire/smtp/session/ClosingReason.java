package labwire.smtp.session;

/** Why a server ends a session of its own accord, with 421. */
public enum ClosingReason {
    /** No whole command, or no more of a message, in time. */
    IDLE,
    /** The session's error budget is used up. */
    TOO_MANY_ERRORS,
    /** The server has as many sessions as it may. */
    TOO_MANY_SESSIONS,
    /** The server is being stopped. */
    SHUTTING_DOWN,
    /** Plain text came behind STARTTLS, as in a command injection. */
    PIPELINED_STARTTLS,
    /** A message already refused for its size goes on and on. */
    ENDLESS_MESSAGE,
    /** The server ran into a fault of its own. */
    SERVER_FAULT
}
