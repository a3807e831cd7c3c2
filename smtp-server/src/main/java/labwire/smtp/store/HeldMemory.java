package labwire.smtp.store;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the messages of a store take together, and the most that they may. Safe for any thread. */
final class HeldMemory {

    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    HeldMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @return false if that is too much: nothing is taken then */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) > maxBytes) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
