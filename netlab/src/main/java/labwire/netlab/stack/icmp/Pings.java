package labwire.netlab.stack.icmp;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;

/** The pings of one family that are under way, each with an identifier of its own. Lab thread only. */
public final class Pings {
    /** Pings at once; {@link #begin} refuses more. */
    public static final int MAX_PINGS = 1024;

    private static final int MAX_IDENTIFIER = 0xFFFF;

    private final LabEventLoop loop;
    private final EchoOutput output;
    private final Map<Integer, Ping> pings = new TreeMap<>();
    private int lastIdentifier;

    public Pings(LabEventLoop loop, EchoOutput output, RandomGenerator random) {
        this.loop = loop;
        this.output = output;
        lastIdentifier = random.nextInt(MAX_IDENTIFIER + 1);
    }

    /**
     * Begins to send echo requests.
     *
     * @throws IllegalStateException if {@link #MAX_PINGS} are under way
     */
    public Ping begin(IpAddress destination, PingSettings settings, PingListener listener) {
        if (pings.size() == MAX_PINGS) {
            throw new IllegalStateException("pings: " + MAX_PINGS + " (expected: fewer)");
        }
        do {
            lastIdentifier = lastIdentifier + 1 & MAX_IDENTIFIER;
        } while (pings.containsKey(lastIdentifier));
        Ping ping = new Ping(loop, this, lastIdentifier, destination, settings, listener);
        pings.put(lastIdentifier, ping);
        return ping;
    }

    /**
     * An answer has come.
     *
     * @return false if nobody waits for it
     */
    public boolean replied(int identifier, int sequence, IpAddress from, int hopLimit, int payloadBytes) {
        Ping ping = pings.get(identifier);
        if (ping == null) {
            return false;
        }
        ping.replied(sequence, from, hopLimit, payloadBytes);
        return true;
    }

    /** The answer that comes now has options in its header. */
    void options(int identifier, int sequence, Bytes options) {
        Ping ping = pings.get(identifier);
        if (ping != null) {
            ping.options(sequence, options);
        }
    }

    /** A request to the destination did not arrive, as an error of that type and code says. */
    public void failed(int identifier, int sequence, IpAddress destination, int type, int code, IpAddress reporter) {
        Ping ping = pings.get(identifier);
        if (ping != null && ping.destination().equals(destination)) {
            ping.failed(sequence, type, code, reporter);
        }
    }

    /** The data of a request, as most pings have it: each byte its own index. */
    public static Bytes pattern(int length) {
        byte[] pattern = new byte[length];
        for (int i = 0; i < length; i++) {
            pattern[i] = (byte) i;
        }
        return Bytes.wrap(pattern);
    }

    EchoOutput output() {
        return output;
    }

    void ended(Ping ping) {
        pings.remove(ping.identifier());
    }
}
