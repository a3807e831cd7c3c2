package labwire.netlab.service.dhcp;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.stack.icmp.IcmpLayer;
import labwire.netlab.stack.icmp.Ping;
import labwire.netlab.stack.icmp.PingListener;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;

/** Echo requests to addresses that are about to be offered. Lab thread only. */
public final class AddressTests {
    public static final int DEFAULT_PACKETS = 2;
    public static final int DEFAULT_TIMEOUT_MILLIS = 500;
    /** Tests at one time; further offers are made without one. */
    static final int MAX_TESTS = 256;

    private final IcmpLayer icmp;
    private final Set<Bytes> underWay = new LinkedHashSet<>();
    private int packets = DEFAULT_PACKETS;
    private int timeoutMillis = DEFAULT_TIMEOUT_MILLIS;

    AddressTests(IcmpLayer icmp) {
        this.icmp = icmp;
    }

    /** Requests for each address; 0: none is tested. */
    public int packets() {
        return packets;
    }

    public void packets(int count) {
        packets = count;
    }

    /** How long the answer to each is waited for. */
    public int timeoutMillis() {
        return timeoutMillis;
    }

    public void timeoutMillis(int millis) {
        timeoutMillis = millis;
    }

    /**
     * Tests an address for a client; nothing happens while another is tested for it.
     *
     * @param done is told, once, whether the address is free
     */
    void begin(Bytes client, Ipv4Address address, Consumer<Boolean> done) {
        if (underWay.contains(client)) {
            return;
        }
        PingSettings requests = PingSettings.DEFAULT
                .withCount(packets)
                .withInterval(0)
                .withTimeout(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        try {
            if (underWay.size() < MAX_TESTS) {
                icmp.ping(address, requests, new Test(client, done));
                underWay.add(client);
                return;
            }
        } catch (IllegalStateException e) {
            // There are too many pings: as with too many tests.
        }
        done.accept(true);
    }

    /** One address's test: over at the first answer. */
    private final class Test implements PingListener {
        private final Bytes client;
        private final Consumer<Boolean> done;
        private boolean answered;

        Test(Bytes client, Consumer<Boolean> done) {
            this.client = client;
            this.done = done;
        }

        @Override
        public void replied(int sequence, IpAddress from, int timeToLive, int payloadBytes, long roundTripNanos) {
            answered = true;
        }

        @Override
        public void failed(int sequence, int type, int code, IpAddress reporter) {}

        @Override
        public void unsendable(int sequence) {}

        @Override
        public void timedOut(int sequence) {}

        @Override
        public void finished(Ping ping) {
            underWay.remove(client);
            done.accept(!answered);
        }
    }
}
