package labwire.smtp.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** IP addresses as text, without their zones. No name is looked up: a slow resolver must not hold up a dialogue. */
public final class AddressText {

    private AddressText() {}

    /** The IP address; {@code 0.0.0.0} if there is none. */
    public static String of(SocketAddress address) {
        return address instanceof InetSocketAddress socket && socket.getAddress() != null
                ? of(socket.getAddress())
                : "0.0.0.0";
    }

    private static String of(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The port; 0 if the address has none. */
    public static int port(SocketAddress address) {
        return address instanceof InetSocketAddress socket ? socket.getPort() : 0;
    }
}
