package labwire.smtp.queue;

/** Hears what others than itself did to the queue. */
public interface QueueListener {

    /** The message is new, held, released, due at another time, or gone. Called on any thread; returns soon. */
    void changed(String id);
}
