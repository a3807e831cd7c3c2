package labwire.dash.server.observe;

/** Is told of each request once its response has left, on the connection's event loop. Does not block. */
@FunctionalInterface
public interface AccessLog {
    void served(ServedRequest request);

    /** Keeps nothing. */
    AccessLog NONE = request -> {};
}
