package labwire.netlab.stack.nat;

import java.util.concurrent.TimeUnit;

/** How long, in seconds, a translation lasts that nothing uses; the defaults are IOS's. */
public final class NatTimeouts {
    /** What a timeout is for, with its default and its word in the configuration. */
    public enum Of {
        /** An address of a pool. */
        ADDRESS("timeout", 86_400),
        TCP("tcp-timeout", 86_400),
        /** TCP after a FIN or a RST. */
        TCP_ENDED("finrst-timeout", 60),
        /** TCP of which only the outside or only the inside has spoken. */
        TCP_BEGUN("syn-timeout", 60),
        UDP("udp-timeout", 300),
        /** UDP to port 53. */
        DNS("dns-timeout", 60),
        ICMP("icmp-timeout", 60);

        private final String keyword;
        private final int defaultSeconds;

        Of(String keyword, int defaultSeconds) {
            this.keyword = keyword;
            this.defaultSeconds = defaultSeconds;
        }

        public String keyword() {
            return keyword;
        }

        public int defaultSeconds() {
            return defaultSeconds;
        }
    }

    private final int[] seconds = new int[Of.values().length];

    NatTimeouts() {
        for (Of each : Of.values()) {
            seconds(each, each.defaultSeconds());
        }
    }

    @SuppressWarnings("EnumOrdinal") // an array, because each packet asks
    public int seconds(Of what) {
        return seconds[what.ordinal()];
    }

    /** Sets one, for what is used from now on; more than 0. */
    @SuppressWarnings("EnumOrdinal")
    public void seconds(Of what, int newSeconds) {
        if (newSeconds <= 0) {
            throw new IllegalArgumentException("timeout: " + newSeconds + " s (expected: more than 0)");
        }
        seconds[what.ordinal()] = newSeconds;
    }

    long nanos(Of what) {
        return TimeUnit.SECONDS.toNanos(seconds(what));
    }
}
