package labwire.netlab.cloud;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/**
 * Where the lab may go on the real network.
 *
 * <p>Link-local addresses, where clouds keep their machines' secrets, must be named by a prefix of their own; the
 * workstation's own 127.0.0.1 has no address in a lab but the one that it is given here.
 *
 * @param allowed the networks that may be reached
 * @param workstation the address, outside of the lab, that stands for the workstation's 127.0.0.1; empty: none does
 * @param resolver the address, outside of the lab, that stands for the workstation's name server; empty: none does
 */
public record OutwardRule(List<Ipv4Prefix> allowed, Optional<Ipv4Address> workstation, Optional<Ipv4Address> resolver) {
    private static final Ipv4Prefix LINK_LOCAL = Ipv4Prefix.of(Ipv4Address.parse("169.254.0.0"), 16);

    public OutwardRule {
        allowed = List.copyOf(allowed);
    }

    /** A rule without a resolver. */
    public OutwardRule(List<Ipv4Prefix> allowed, Optional<Ipv4Address> workstation) {
        this(allowed, workstation, Optional.empty());
    }

    /** The real address for one that the lab has sent to; empty if it may not go there. */
    Optional<InetAddress> realAddress(Ipv4Address destination) {
        if (workstation.filter(destination::equals).isPresent()) {
            return Optional.of(Ipv4Address.LOOPBACK.toInetAddress());
        }
        boolean possible = !destination.isLoopback() && !destination.isAny() && !destination.isMulticast();
        return possible && allowed.stream().anyMatch(network -> allows(network, destination))
                ? Optional.of(destination.toInetAddress())
                : Optional.empty();
    }

    private static boolean allows(Ipv4Prefix network, Ipv4Address destination) {
        boolean named = !LINK_LOCAL.contains(destination) || network.length() >= LINK_LOCAL.length();
        return named && network.contains(destination);
    }

    @Override
    public String toString() {
        return "the lab -> " + allowed
                + workstation.map(address -> ", 127.0.0.1 as " + address).orElse("")
                + resolver.map(address -> ", its name server as " + address).orElse("");
    }
}
