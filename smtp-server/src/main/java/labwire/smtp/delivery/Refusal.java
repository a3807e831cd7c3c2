package labwire.smtp.delivery;

/** Why a delivery was not taken, for now: every one of them may go better later. */
public enum Refusal {
    /** No room: disk, memory for messages under way, or a limit on what is kept. Answered with 452. */
    NO_ROOM,
    /** The store cannot be written to. Answered with 451. */
    STORE_DOWN
}
