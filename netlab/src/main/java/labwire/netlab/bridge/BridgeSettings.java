package labwire.netlab.bridge;

import java.time.Duration;

/**
 * What holds for a whole switch.
 *
 * @param macAgeing a learned address is forgotten when it was silent for so long, 10 s to 1,000,000 s
 * @param maxMacEntries addresses in the table, static ones counted; further ones are not learned
 * @param helloTime between BPDUs, 1 s to 10 s
 * @param maxAge spanning-tree information is discarded at this age, 6 s to 40 s
 * @param forwardDelay in DISCARDING and again in LEARNING, where no agreement shortens it, 4 s to 30 s
 * @param transmitHoldCount BPDUs a port may send at once, before it may send one a second, 1 to 20
 */
public record BridgeSettings(
        Duration macAgeing,
        int maxMacEntries,
        Duration helloTime,
        Duration maxAge,
        Duration forwardDelay,
        int transmitHoldCount) {
    public static final int DEFAULT_MAX_MAC_ENTRIES = 8192;
    public static final int MAX_MAC_ENTRIES = 1 << 20;
    /** More than the standard's 6, so that claims about a root that is gone die at once. See the ADR. */
    public static final int DEFAULT_TRANSMIT_HOLD_COUNT = 20;

    public static final BridgeSettings DEFAULT = new BridgeSettings(
            Duration.ofSeconds(300),
            DEFAULT_MAX_MAC_ENTRIES,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            DEFAULT_TRANSMIT_HOLD_COUNT);

    public BridgeSettings {
        checkSeconds("MAC ageing", macAgeing, 10, 1_000_000);
        checkSeconds("hello time", helloTime, 1, 10);
        checkSeconds("max age", maxAge, 6, 40);
        checkSeconds("forward delay", forwardDelay, 4, 30);
        check("MAC table", maxMacEntries, 1, MAX_MAC_ENTRIES, "entries");
        check("transmit hold count", transmitHoldCount, 1, 20, "BPDUs");
    }

    private static void checkSeconds(String name, Duration value, long min, long max) {
        if (value.compareTo(Duration.ofSeconds(min)) < 0 || value.compareTo(Duration.ofSeconds(max)) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + value.toMillis() + " ms (expected: " + min + " s to " + max + " s)");
        }
    }

    private static void check(String name, int value, int min, int max, String unit) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + ": " + value + " " + unit + " (expected: " + min + " to " + max + ")");
        }
    }
}
