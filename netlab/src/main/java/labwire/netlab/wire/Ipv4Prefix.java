package labwire.netlab.wire;

/**
 * An IPv4 network: its first address and the number of leading bits that all its addresses share.
 *
 * @param network the address with all host bits zero
 * @param length 0 to 32
 */
public record Ipv4Prefix(Ipv4Address network, int length) implements Comparable<Ipv4Prefix> {
    public static final Ipv4Prefix DEFAULT = new Ipv4Prefix(Ipv4Address.ANY, 0);

    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length: " + length + " (expected: 0-32)");
        }
        if ((network.value() & ~mask(length)) != 0) {
            throw new IllegalArgumentException("network: " + network + "/" + length
                    + " (expected: no host bits, such as " + of(network, length) + ")");
        }
    }

    /** The network of the given length that contains the address. */
    public static Ipv4Prefix of(Ipv4Address address, int length) {
        return new Ipv4Prefix(new Ipv4Address(address.value() & mask(length)), length);
    }

    /**
     * Reads a dotted net mask, such as 255.255.255.0, as a prefix length.
     *
     * @throws IllegalArgumentException if its one bits are not all leading
     */
    public static int lengthOfMask(Ipv4Address mask) {
        int length = Integer.numberOfLeadingZeros(~mask.value());
        if (mask.value() != mask(length)) {
            throw new IllegalArgumentException("mask: " + mask + " (expected: leading ones, such as 255.255.255.0)");
        }
        return length;
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    public Ipv4Address mask() {
        return new Ipv4Address(mask(length));
    }

    /** The last address of the network, to which a directed broadcast goes. */
    public Ipv4Address broadcast() {
        return new Ipv4Address(network.value() | ~mask(length));
    }

    public boolean contains(Ipv4Address address) {
        return (address.value() & mask(length)) == network.value();
    }

    @Override
    public int compareTo(Ipv4Prefix other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
