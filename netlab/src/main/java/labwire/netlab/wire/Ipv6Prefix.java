package labwire.netlab.wire;

import java.util.Optional;

/**
 * An IPv6 network: its first address and the number of leading bits that all its addresses share.
 *
 * @param network the address with all other bits zero
 * @param length 0 to 128
 */
public record Ipv6Prefix(Ipv6Address network, int length) implements Comparable<Ipv6Prefix> {
    public static final Ipv6Prefix DEFAULT = new Ipv6Prefix(Ipv6Address.ANY, 0);
    /** fe80::/64, on every link (RFC 4291, 2.5.6). */
    public static final Ipv6Prefix LINK_LOCAL = of(Ipv6Address.parse("fe80::"), 64);

    public static final int MAX_LENGTH = 128;

    public Ipv6Prefix {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("prefix length: " + length + " (expected: 0-128)");
        }
        if (!masked(network, length).equals(network)) {
            throw new IllegalArgumentException("network: " + network + "/" + length
                    + " (expected: no bits beyond the prefix, such as " + of(network, length) + ")");
        }
    }

    /** The network of the given length that contains the address. */
    public static Ipv6Prefix of(Ipv6Address address, int length) {
        return new Ipv6Prefix(masked(address, length), length);
    }

    /** Reads {@code 2001:db8::/32}; bits beyond the prefix are cut. Empty if the text is none. */
    public static Optional<Ipv6Prefix> tryParse(String text) {
        int slash = text.indexOf('/');
        int length = slash < 0 ? -1 : lengthOf(text.substring(slash + 1));
        return length < 0
                ? Optional.empty()
                : Ipv6Address.tryParse(text.substring(0, slash)).map(address -> of(address, length));
    }

    /** Reads the digits behind the slash; -1 if they are no length. */
    public static int lengthOf(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int length = Integer.parseInt(digits);
        return length <= MAX_LENGTH ? length : -1;
    }

    private static Ipv6Address masked(Ipv6Address address, int length) {
        return new Ipv6Address(address.upper() & mask(length), address.lower() & mask(length - 64));
    }

    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
    }

    public boolean contains(Ipv6Address address) {
        return (address.upper() & mask(length)) == network.upper()
                && (address.lower() & mask(length - 64)) == network.lower();
    }

    /** The address of this network whose other bits are those of {@code identifier}. */
    public Ipv6Address with(long identifier) {
        return new Ipv6Address(network.upper(), network.lower() | identifier & ~mask(length - 64));
    }

    @Override
    public int compareTo(Ipv6Prefix other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
