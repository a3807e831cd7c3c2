package labwire.dash.player.http;

/** A call under way. */
public interface HttpCall {
    /** Drops it: closes its connection, and the listener hears no more. No effect if it is over. Event loop only. */
    void abort();
}
