package labwire.netlab.stack.tcp;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** Ports for those who do not ask for one: a random one, or the next after it that is free (RFC 6056, 3.3.1). */
final class EphemeralPorts {
    /** The dynamic ports of RFC 6335, 6. */
    static final int FIRST = 49152;

    static final int LAST = 65535;

    private static final int COUNT = LAST - FIRST + 1;

    private final RandomGenerator random;

    EphemeralPorts(RandomGenerator random) {
        this.random = random;
    }

    int choose(IntPredicate isFree) throws TcpException {
        int start = random.nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (isFree.test(port)) {
                return port;
            }
        }
        throw new TcpException(
                TcpException.Reason.NO_PORT_LEFT,
                "ports " + FIRST + " to " + LAST + ": all in use (expected: a free one)");
    }
}
