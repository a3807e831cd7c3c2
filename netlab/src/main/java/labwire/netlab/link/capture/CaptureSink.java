package labwire.netlab.link.capture;

/** Where a capture's octets go. Called on the lab's loop, and must not wait. */
public interface CaptureSink {
    /** False: what comes now is lost, and counted. */
    boolean hasRoom();

    /** Takes a whole block, which nobody changes any more. */
    void write(byte[] block);

    /** No more. */
    void end();
}
