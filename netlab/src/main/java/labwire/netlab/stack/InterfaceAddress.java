package labwire.netlab.stack;

import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * An address of an interface and the length of its network's prefix.
 *
 * @param prefixLength 0 to 32
 */
public record InterfaceAddress(Ipv4Address address, int prefixLength) {
    public InterfaceAddress {
        if (prefixLength < 0 || prefixLength > 32) {
            throw new IllegalArgumentException("prefix length: " + prefixLength + " (expected: 0-32)");
        }
        int firstOctet = address.value() >>> 24;
        if (firstOctet == 0 || firstOctet >= 224) {
            throw new IllegalArgumentException(
                    "interface address: " + address + " (expected: 1.0.0.0-223.255.255.255)");
        }
        Ipv4Prefix network = Ipv4Prefix.of(address, prefixLength);
        // RFC 3021: a /31 has neither a network address nor a broadcast address.
        if (prefixLength < 31 && (address.equals(network.network()) || address.equals(network.broadcast()))) {
            throw new IllegalArgumentException("interface address: " + address + "/" + prefixLength
                    + " (expected: a host's, neither the first nor the last of " + network + ")");
        }
    }

    public Ipv4Prefix prefix() {
        return Ipv4Prefix.of(address, prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
