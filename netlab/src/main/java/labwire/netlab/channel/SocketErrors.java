package labwire.netlab.channel;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.udp.UdpError;
import org.jspecify.annotations.Nullable;

/** TCP's failures as the exceptions that Java's sockets throw for them. */
final class SocketErrors {
    private SocketErrors() {}

    /** While the handshake was under way. */
    static IOException connecting(TcpFailure failure) {
        return switch (failure) {
            case REFUSED, RESET -> new ConnectException("Connection refused");
            case TIMED_OUT -> new ConnectException("Connection timed out");
            case UNREACHABLE -> new NoRouteToHostException("No route to host");
        };
    }

    /** After the handshake. */
    static IOException connected(TcpFailure failure) {
        return switch (failure) {
            case REFUSED, RESET -> new IOException("Connection reset by peer");
            case TIMED_OUT -> new IOException("Connection timed out");
            case UNREACHABLE -> new NoRouteToHostException("No route to host");
        };
    }

    /** For a connect or listen that could not begin. */
    static IOException of(TcpException failure) {
        IOException error = switch (failure.reason()) {
            case NO_ROUTE -> new NoRouteToHostException(failure.getMessage());
            case ADDRESS_IN_USE, NO_PORT_LEFT, TABLE_FULL -> new BindException(failure.getMessage());
        };
        error.initCause(failure);
        return error;
    }

    /**
     * What an ICMP error is to a connected datagram channel; null if it need not know. As on a socket of Linux with
     * IP_RECVERR: soft errors are told too, which RFC 1122, 4.1.3.3 demands.
     */
    static @Nullable IOException of(UdpError error) {
        return switch (error.effect()) {
            case NONE -> null;
            case UNREACHABLE, PROHIBITED -> new NoRouteToHostException("No route to host: " + error.destination());
            case PROTOCOL_UNREACHABLE -> new SocketException("Protocol not available: " + error.destination());
            case PARAMETER_PROBLEM -> new SocketException("Protocol error: " + error.destination());
            case PORT_UNREACHABLE -> new PortUnreachableException(error.destination() + ":" + error.destinationPort());
        };
    }
}
