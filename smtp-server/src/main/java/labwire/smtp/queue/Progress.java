package labwire.smtp.queue;

/** How far a message has got with one of its recipients. */
public enum Progress {
    /** To be tried: taken elsewhere → DONE, or RELAYED; refused for good, or too old → FAILED, or DONE. */
    WAITING,
    /** A server that reports nothing took it, and the sender wants to hear of it: told → DONE. */
    RELAYED,
    /** Given up, and the sender is to be told: told → DONE. */
    FAILED,
    /** Nothing is left to do. */
    DONE
}
