package labwire.smtp.queue;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes over messages that have recipients elsewhere. Called by the store's filing, on one thread at a time, off the
 * event loops; blocks.
 */
public interface RelayQueue {

    /** A server that relays nothing. */
    RelayQueue NONE = new RelayQueue() {
        @Override
        public void add(QueuedMessage message, Content content) throws IOException {
            throw new IOException(
                    "message " + message.id() + " is for elsewhere (expected: a server with a relay queue)");
        }

        @Override
        public void sync() {}
    };

    /** Where the octets are read from, as often as needed. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** Whether there is no room for more messages now; to be asked before a message is accepted. Any thread, at once. */
    default boolean isFull() {
        return false;
    }

    /** Adds a message; it is safe from the next {@link #sync} on. One whose id was added before is left as it is. */
    void add(QueuedMessage message, Content content) throws IOException;

    /** Makes all that was added last, or throws and has made none of it certain: the store will add it again. */
    void sync() throws IOException;
}
