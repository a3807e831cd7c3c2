package labwire.gateway.api;

/** An answer of JSON lines, sent as they come, until the source ends it or the client goes away. */
public record ApiStream(Source source) implements ApiAnswer {
    /** Where the lines come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Begins; called once, when the client can take lines.
         *
         * @return what is to be done when the client has gone before the end; on the server's thread
         */
        Runnable start(Lines lines);
    }

    /** Where the lines go. Any thread; a client that does not read them is cut off. */
    public interface Lines {
        /** A line: the value as Jackson sees it. */
        void send(Object value);

        /** No more. */
        void end();
    }
}
