package labwire.gateway.api;

/**
 * An answer of octets, sent as they come, until the source ends it or the client goes away. A client that reads too slowly
 * is not waited for: the source sees that there is no room.
 */
public record ApiFeed(String contentType, Source source) implements ApiAnswer {
    /** Where the octets come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Begins; called once, when the client can take octets.
         *
         * @return what is to be done when the client has gone before the end; on the server's thread
         */
        Runnable start(Octets octets);
    }

    /** Where they go. Any thread. */
    public interface Octets {
        /** False while about a megabyte waits for the client. */
        boolean hasRoom();

        /** Sends on; what is sent without room is kept in memory all the same. */
        void send(byte[] octets);

        /** No more. */
        void end();
    }
}
