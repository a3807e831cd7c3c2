package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import labwire.tls.ServerTls;

/** A server on a host of the lab. */
public interface LabService {
    /** The name of the host it runs on. */
    String host();

    /** What its clients are shown; for the rehearsal of a handshake. */
    ServerTls tls();

    /** Ends its sessions in order. */
    Future<Void> stop();

    /**
     * Gives its data free, after {@link #stop}. Blocks.
     *
     * @throws IOException if something could not be brought to an end on disk
     */
    void close() throws IOException;
}
