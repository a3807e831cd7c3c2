package labwire.netlab.cloud;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.link.InputError;
import labwire.netlab.link.Port;
import labwire.netlab.wire.EthernetFrame;

/** What comes from outside and is no frame: counted here, and by the port of the lab where it would have arrived. */
final class BrokenFrames {
    private final int maxBytes;
    private final HandOver<InputError> incoming;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param port the lab's end
     * @param lab the port's thread
     * @param maxBytes what is so long has been cut off
     */
    BrokenFrames(Port port, Executor lab, int maxBytes) {
        this.maxBytes = maxBytes;
        incoming = new HandOver<>(Tunnel.MAX_WAITING_FRAMES, lab, port::sendBroken, () -> {});
    }

    /** Something of so many bytes has come. */
    void add(int bytes) {
        count.incrementAndGet();
        // Beyond what may wait, this count alone tells.
        incoming.offer(errorOf(bytes));
    }

    /** Something has come of which not even its envelope can be read, so that no port of the lab would have seen it. */
    void addForNoPort() {
        count.incrementAndGet();
    }

    private InputError errorOf(int bytes) {
        if (bytes < EthernetFrame.HEADER_LENGTH) {
            return InputError.RUNT;
        }
        return bytes >= maxBytes ? InputError.GIANT : InputError.FRAME;
    }

    long count() {
        return count.get();
    }
}
