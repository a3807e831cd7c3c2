package labwire.netlab.console.ios.ip;

import java.util.List;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpState;
import labwire.netlab.stack.udp.UdpSocket;

/** {@code show tcp brief}, {@code show udp}, {@code show ip sockets}: what the device speaks with, and listens on. */
final class ShowSockets {
    private static final String SHOW = "show  Show running system information\n";
    private static final String TCP_ROW = "%08X  %-27s %-27s %s";

    private ShowSockets() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                SHOW + """
                tcp  Status of TCP connections
                brief  Brief display
                [all]  Include connections that are listening
                """,
                (console, arguments, reply) -> showTcp(console.device().stack(), arguments.has("all"), reply));
        graph.add(
                SHOW + "udp  UDP statistics and sockets\n",
                (console, arguments, reply) -> showUdp(console.device().stack(), reply));
        graph.add(
                SHOW + "sockets  Socket details\n",
                (console, arguments, reply) -> showUdp(console.device().stack(), reply));
        graph.add(
                SHOW + "ip  IP information\nsockets  Open IP sockets\n",
                (console, arguments, reply) -> showUdp(console.device().stack(), reply));
    }

    private static void showTcp(IpStack stack, boolean all, Reply reply) {
        reply.printLine("TCB       Local Address               Foreign Address             (state)");
        for (TcpSocket socket : stack.tcp().sockets()) {
            reply.printLine(
                    TCP_ROW,
                    number(socket.localPort(), socket.remotePort()),
                    socket.localAddress() + "." + socket.localPort(),
                    socket.remoteAddress() + "." + socket.remotePort(),
                    state(socket.state()));
        }
        for (TcpListener listener : all ? stack.tcp().listeners() : List.<TcpListener>of()) {
            String local = listener.localAddress().isAny()
                    ? "*"
                    : listener.localAddress().toString();
            reply.printLine(
                    TCP_ROW, number(listener.localPort(), 0), local + "." + listener.localPort(), "*.*", "LISTEN");
        }
    }

    /** A block's address on a real device; here a number that is the same each time it is looked at. */
    private static int number(int localPort, int remotePort) {
        return 0x0F00_0000 | (localPort * 31 + remotePort & 0xF_FFFF) << 4;
    }

    private static String state(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> "ESTAB";
            case SYN_SENT -> "SYNSENT";
            case SYN_RECEIVED -> "SYNRCVD";
            case FIN_WAIT_1 -> "FINWAIT1";
            case FIN_WAIT_2 -> "FINWAIT2";
            case CLOSE_WAIT -> "CLOSEWAIT";
            case LAST_ACK -> "LASTACK";
            case TIME_WAIT -> "TIMEWAIT";
            case CLOSED, LISTEN, CLOSING -> state.name();
        };
    }

    private static void showUdp(IpStack stack, Reply reply) {
        reply.printLine("Proto        Remote      Port      Local       Port  In Out  Stat TTY OutputIF");
        for (UdpSocket socket : stack.udp().sockets()) {
            String local = socket.localAddress().isAny()
                    ? "--any--"
                    : socket.localAddress().toString();
            reply.printLine(" 17       --listen--          %-15s %5d   0   0    11   0", local, socket.localPort());
        }
    }
}
