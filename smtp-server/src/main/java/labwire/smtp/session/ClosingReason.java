package labwire.smtp.session;

import java.util.Locale;

/** Why a server ends a session of its own accord, with 421. */
public enum ClosingReason {
    /** No whole command, or no more of a message, in time. */
    IDLE,
    /** The session's error budget is used up. */
    TOO_MANY_ERRORS,
    /** AUTH failed too often. */
    TOO_MANY_AUTH_FAILURES,
    /** The server has as many sessions as it may. */
    TOO_MANY_SESSIONS,
    /** The server is being stopped. */
    SHUTTING_DOWN,
    /** Plain text came behind STARTTLS, as in a command injection. */
    PIPELINED_STARTTLS,
    /** A message already refused for its size goes on and on. */
    ENDLESS_MESSAGE,
    /** The server ran into a fault of its own. */
    SERVER_FAULT;

    /** In words, for transcripts and events. */
    public String description() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
