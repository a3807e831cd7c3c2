package labwire.smtp.relay;

import java.net.InetSocketAddress;

/**
 * An address of a host that takes mail.
 *
 * @param host its name, or its address where it has no name
 */
record Target(String host, InetSocketAddress address) {

    @Override
    public String toString() {
        return host + " (" + address.getAddress().getHostAddress() + ")";
    }
}
