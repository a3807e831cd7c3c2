package labwire.netlab.cloud;

import java.nio.charset.StandardCharsets;

/**
 * A TAP of the workstation: an Ethernet interface of Linux whose cable is in the lab.
 *
 * @param hostInterface the interface's name, 1 to {@value #MAX_NAME_LENGTH} octets without {@code /} and white space
 */
public record TapRule(String hostInterface) implements OutsideRule {
    /** IFNAMSIZ without the octet that ends it. */
    public static final int MAX_NAME_LENGTH = 15;

    public TapRule {
        int length = hostInterface.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > MAX_NAME_LENGTH || !hostInterface.matches("[^/\\s%:]+")) {
            throw new IllegalArgumentException("host-interface: " + hostInterface
                    + " (expected: an interface's name of at most " + MAX_NAME_LENGTH + " characters, such as lw0)");
        }
    }

    @Override
    public String kind() {
        return "tap";
    }

    @Override
    public String where() {
        return hostInterface;
    }

    @Override
    public String toString() {
        return kind() + " " + where();
    }
}
