package labwire.netlab.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param value the address in network order; ordered as an unsigned number
 */
public record Ipv4Address(int value) implements IpAddress, Comparable<Ipv4Address> {
    /** 0.0.0.0: "this host", or any local address. */
    public static final Ipv4Address ANY = new Ipv4Address(0);

    public static final Ipv4Address LOOPBACK = new Ipv4Address(0x7F00_0001);
    /** 255.255.255.255: every host on this link, never forwarded. */
    public static final Ipv4Address LIMITED_BROADCAST = new Ipv4Address(-1);

    /**
     * Reads four decimal numbers, 0 to 255, without leading zeros.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Ipv4Address parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "IPv4 address: " + text + " (expected: four numbers 0-255, such as 10.10.88.25)"));
    }

    /** Reads as {@link #parse} does; empty if the text is not an address. */
    public static Optional<Ipv4Address> tryParse(String text) {
        if (text.length() > 15) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int value = 0;
        for (String part : parts) {
            int octet = octet(part);
            if (octet < 0) {
                return Optional.empty();
            }
            value = value << 8 | octet;
        }
        return Optional.of(new Ipv4Address(value));
    }

    private static int octet(String text) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value <= 255 ? value : -1;
    }

    /**
     * Takes the address out of a Java one.
     *
     * @throws IllegalArgumentException if it is not IPv4
     */
    public static Ipv4Address of(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            throw new IllegalArgumentException("address: " + address.getHostAddress() + " (expected: IPv4)");
        }
        byte[] octets = address.getAddress();
        return new Ipv4Address(
                (octets[0] & 0xFF) << 24 | (octets[1] & 0xFF) << 16 | (octets[2] & 0xFF) << 8 | octets[3] & 0xFF);
    }

    @Override
    public Family family() {
        return Family.IPV4;
    }

    @Override
    public long upper() {
        return 0;
    }

    @Override
    public long lower() {
        return Integer.toUnsignedLong(value);
    }

    @Override
    public Ipv4Address any() {
        return ANY;
    }

    @Override
    public InetAddress toInetAddress(String name) {
        byte[] octets = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        try {
            return name.isEmpty() ? InetAddress.getByAddress(octets) : InetAddress.getByAddress(name, octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are always an address", e);
        }
    }

    @Override
    public boolean isAny() {
        return value == 0;
    }

    /** 127.0.0.0/8, which never leaves a host (RFC 1122, 3.2.1.3). */
    @Override
    public boolean isLoopback() {
        return value >>> 24 == 127;
    }

    /** 224.0.0.0/4. */
    @Override
    public boolean isMulticast() {
        return value >>> 28 == 0xE;
    }

    @Override
    public boolean isUnicast() {
        return !isAny() && !isMulticast() && !isLimitedBroadcast();
    }

    public boolean isLimitedBroadcast() {
        return value == -1;
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return (value >>> 24) + "." + (value >>> 16 & 0xFF) + "." + (value >>> 8 & 0xFF) + "." + (value & 0xFF);
    }
}
