package labwire.netlab.link;

/** Which frames wait for a cable's rate, in which order, and which are dropped. */
public enum QueueDiscipline {
    /** First come, first served; what does not fit is dropped. */
    DROP_TAIL,
    /**
     * One queue whose frames are dropped, or marked, at its head when they have waited too long for too long
     * (<a href="https://www.rfc-editor.org/rfc/rfc8289">RFC 8289</a>).
     */
    CODEL,
    /**
     * A queue for each flow, served in turn, each with CoDel
     * (<a href="https://www.rfc-editor.org/rfc/rfc8290">RFC 8290</a>).
     */
    FQ_CODEL
}
