package labwire.netlab.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import labwire.netlab.stack.udp.UdpError;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;

/** An address and port of the lab, and how Java writes it. */
record Endpoint(IpAddress address, int port) {
    /** Whatever address and port the stack chooses. */
    static final Endpoint ANY = new Endpoint(Ipv6Address.ANY, 0);

    /**
     * Takes it out of a Java address; any wildcard, IPv4's too, is {@link Ipv6Address#ANY}, all
     * addresses of both families, as with Java's own channels.
     *
     * @throws UnsupportedAddressTypeException if it is no Internet address
     * @throws UnresolvedAddressException if it is still a name
     */
    static Endpoint of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new UnsupportedAddressTypeException();
        }
        InetAddress host = inet.getAddress();
        if (host == null) {
            throw new UnresolvedAddressException();
        }
        if (host.isAnyLocalAddress()) {
            return new Endpoint(Ipv6Address.ANY, inet.getPort());
        }
        return new Endpoint(IpAddress.of(host), inet.getPort());
    }

    /** True if the error is about a datagram sent here; what it quotes says nothing of a zone. */
    boolean isDestinationOf(UdpError error) {
        return port == error.destinationPort() && withoutZone(address).equals(withoutZone(error.destination()));
    }

    private static IpAddress withoutZone(IpAddress any) {
        return any instanceof Ipv6Address zoned ? zoned.withoutZone() : any;
    }

    /**
     * The same as Java knows it. The address is its own host name, so that {@code getHostName()} answers with it and
     * never asks the workstation for a reverse look-up.
     */
    InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(address.toInetAddress(address.toString()), port);
    }
}
