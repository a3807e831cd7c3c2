package labwire.netlab.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;

/** An address of either family of IP, for whoever does not care which: TCP, UDP, applications. */
public sealed interface IpAddress permits Ipv4Address, Ipv6Address {
    /** IPv4 before IPv6, each by number. */
    Comparator<IpAddress> ORDER = Comparator.comparing(IpAddress::family)
            .thenComparingLong(address -> address.upper() + Long.MIN_VALUE)
            .thenComparingLong(address -> address.lower() + Long.MIN_VALUE);

    /** For switches that must be exhaustive on Java 17. */
    enum Family {
        IPV4,
        IPV6
    }

    Family family();

    /** The upper 64 bits of 128; IPv4's are zero. */
    long upper();

    /** The lower 64 bits of 128, or the 32 of IPv4. */
    long lower();

    /** 0.0.0.0 or ::, "no address" or "any address". */
    boolean isAny();

    /** An address that never leaves a host. */
    boolean isLoopback();

    /** A group's. */
    boolean isMulticast();

    /** True for what may be one interface's: neither "any", nor a group's, nor 255.255.255.255. */
    boolean isUnicast();

    /** "Any address" of the same family. */
    IpAddress any();

    /** The same address as Java knows it, without a look-up. */
    default InetAddress toInetAddress() {
        return toInetAddress("");
    }

    /** The same address under a name (empty: none), without a look-up. */
    InetAddress toInetAddress(String name);

    /** Takes the address out of a Java one; IPv6's zone is left behind. */
    static IpAddress of(InetAddress address) {
        return address instanceof Inet4Address ? Ipv4Address.of(address) : Ipv6Address.of(address);
    }

    /** Reads an address of either family; empty if the text is none. */
    static Optional<IpAddress> tryParse(String text) {
        return Ipv4Address.tryParse(text).<IpAddress>map(address -> address).or(() -> Ipv6Address.tryParse(text));
    }

    /**
     * Reads an address of either family.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static IpAddress parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "IP address: " + text + " (expected: such as 10.10.88.25 or 2001:db8::1)"));
    }
}
