package labwire.dash.player.http;

/** Hears of a call, on the event loop's thread. */
public interface HttpListener {
    /**
     * A piece of the body arrived. The call may be aborted from here.
     *
     * @param receivedBytes so far
     * @param totalBytes by the response's head; -1 if it does not tell
     */
    default void progress(long receivedBytes, long totalBytes) {}

    /** The call is over; the lane is free for the next. Not called after {@link HttpCall#abort()}. */
    void ended(HttpResult result);
}
