package labwire.netlab.stack.ip6;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;

/** The lower halves of the addresses that an interface makes for itself. Lab thread only. */
public final class InterfaceIdentifiers {
    /** How often another address is tried where somebody has the first (IDGEN_RETRIES of RFC 7217, 7). */
    static final int MAX_RETRIES = 3;

    /** How they are made. */
    public enum Mode {
        /** Of the MAC address, the same in all networks (RFC 4291, appendix A). */
        EUI_64,
        /**
         * Of a secret, the interface and the prefix: the same whenever the interface comes back to a network, and
         * unlike those that it has elsewhere (<a href="https://www.rfc-editor.org/rfc/rfc7217#section-5">RFC 7217,
         * 5</a>).
         */
        STABLE_SECRET
    }

    private final Ip6Link link;
    private final RandomGenerator random;
    /** How many addresses of a prefix turned out to be somebody else's. */
    private final Map<Ipv6Prefix, Integer> retries = new TreeMap<>();

    private Mode mode = Mode.EUI_64;
    private long secret;

    InterfaceIdentifiers(Ip6Link link, RandomGenerator random) {
        this.link = link;
        this.random = random;
    }

    public Mode mode() {
        return mode;
    }

    /** Sets how they are made from now on; what was made stays. The secret is of the lab's seed. */
    public void mode(Mode newMode) {
        mode = newMode;
        if (newMode == Mode.STABLE_SECRET && secret == 0) {
            secret = random.nextLong();
        }
    }

    /** An address of the prefix, which is of 64 bits. */
    Ipv6Address addressIn(Ipv6Prefix prefix) {
        return switch (mode) {
            case EUI_64 -> prefix.with(Ipv6Address.interfaceIdentifier(link.mac()));
            case STABLE_SECRET -> prefix.with(stable(prefix));
        };
    }

    private long stable(Ipv6Prefix prefix) {
        byte[] name = link.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(4 * Long.BYTES + name.length);
        input.putLong(prefix.network().upper())
                .putLong(link.mac().value())
                .putLong(retries.getOrDefault(prefix, 0))
                .putLong(secret)
                .put(name);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(input.array()))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is part of every JDK", e);
        }
    }

    /** Somebody has the prefix's address: true if there is another to try, which {@link #addressIn} gives from now on. */
    boolean retry(Ipv6Prefix prefix) {
        return mode == Mode.STABLE_SECRET && retries.merge(prefix, 1, Integer::sum) <= MAX_RETRIES;
    }
}
