package labwire.netlab.cloud;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.channel.LabNetwork;

/** The relays of datagrams that clients of one SOCKS5 port have, at most {@value #MAX_ASSOCIATIONS}. Any thread. */
final class SocksAssociations {
    /** At once. */
    static final int MAX_ASSOCIATIONS = 256;

    private final LabNetwork network;
    private final Bootstrap datagrams;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong fragments = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** @param datagrams channel class and options of the real sockets are set */
    SocksAssociations(LabNetwork network, Bootstrap datagrams) {
        this.network = network;
        this.datagrams = datagrams;
    }

    /**
     * A relay for a client, not open yet.
     *
     * @param control the client's connection
     * @param clientPort from which its datagrams come; 0: it does not say
     * @return empty if there are too many
     */
    Optional<SocksAssociation> admit(Channel control, int clientPort) {
        if (open.incrementAndGet() > MAX_ASSOCIATIONS) {
            open.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new SocksAssociation(this, network, datagrams, control, clientPort));
    }

    void closed() {
        open.decrementAndGet();
    }

    void countSent() {
        sent.incrementAndGet();
    }

    void countReceived() {
        received.incrementAndGet();
    }

    void countFragment() {
        fragments.incrementAndGet();
    }

    void countDropped() {
        dropped.incrementAndGet();
    }

    SocksDatagramCounters counters() {
        return new SocksDatagramCounters(open.get(), sent.get(), received.get(), fragments.get(), dropped.get());
    }
}
