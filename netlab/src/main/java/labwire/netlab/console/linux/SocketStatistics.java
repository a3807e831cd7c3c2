package labwire.netlab.console.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.tcp.TcpInfo;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpState;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.IpAddress.Family;

/** {@code ss} for TCP: {@code -a} all, {@code -l} listeners, {@code -i} the inside of each connection, {@code
 * -4} or {@code -6} one family alone. */
final class SocketStatistics {
    private static final String OPTIONS = "tnial46";

    /** A line of the table; a connection's inside stands below it. */
    private record Row(String state, long receiveQueue, long sendQueue, End local, End peer, Optional<String> inside) {}

    private record End(String address, String port) {
        static End of(IpAddress address, int port) {
            // One that is bound to "any" of IPv6 takes both families.
            boolean both = address.isAny() && address.family() == Family.IPV6;
            String text = both ? "*" : address.toString();
            return new End(text.indexOf(':') < 0 ? text : "[" + text + "]", Integer.toString(port));
        }
    }

    private SocketStatistics() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        graph.add("""
                ss  TCP connections and listeners
                """, (console, arguments, reply) -> show(console, "-t", reply));
        graph.add("""
                ss  TCP connections and listeners
                {options:WORD}  Such as -tan, -tln or -tin
                """, (console, arguments, reply) -> show(console, arguments.text("options"), reply));
    }

    private static void show(LinuxConsole console, String options, Reply reply) {
        for (int i = 1; i < options.length(); i++) {
            if (OPTIONS.indexOf(options.charAt(i)) < 0) {
                reply.refuse(
                        "ss: invalid option -- '" + options.charAt(i) + "'", options, "- and letters of " + OPTIONS);
                return;
            }
        }
        if (!options.startsWith("-")) {
            reply.refuse("Error: an inet prefix is expected rather than \"" + options + "\".", options, "-tan, -tin");
            return;
        }
        boolean all = options.indexOf('a') >= 0;
        boolean listening = options.indexOf('l') >= 0;
        List<Row> rows = new ArrayList<>();
        if (all || listening) {
            console.host().stack().tcp().listeners().stream()
                    .filter(listener -> isWanted(listener.localAddress(), options))
                    .forEach(listener -> rows.add(row(listener)));
        }
        if (!listening) {
            boolean inside = options.indexOf('i') >= 0;
            for (TcpSocket socket : console.host().stack().tcp().sockets()) {
                if ((all || isShown(socket.state())) && isWanted(socket.localAddress(), options)) {
                    rows.add(row(socket, inside));
                }
            }
        }
        print(rows, reply);
    }

    /** {@code -4} and {@code -6} show one family alone; what takes both is of IPv6. */
    private static boolean isWanted(IpAddress local, String options) {
        boolean four = options.indexOf('4') >= 0;
        boolean six = options.indexOf('6') >= 0;
        return four == six || (local.family() == Family.IPV4 ? four : six);
    }

    /** What {@code ss} shows unless it is asked for all. */
    private static boolean isShown(TcpState state) {
        return switch (state) {
            case CLOSED, LISTEN, SYN_RECEIVED, TIME_WAIT -> false;
            case SYN_SENT, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> true;
        };
    }

    private static Row row(TcpListener listener) {
        return new Row(
                name(TcpState.LISTEN),
                listener.waitingConnections(),
                listener.backlog(),
                End.of(listener.localAddress(), listener.localPort()),
                new End(End.of(listener.localAddress().any(), 0).address(), "*"),
                Optional.empty());
    }

    private static Row row(TcpSocket socket, boolean inside) {
        TcpInfo info = socket.info();
        return new Row(
                name(socket.state()),
                info.unreadBytes(),
                info.inFlightBytes() + info.unsentBytes(),
                End.of(socket.localAddress(), socket.localPort()),
                End.of(socket.remoteAddress(), socket.remotePort()),
                inside ? Optional.of(ConnectionInside.describe(info)) : Optional.empty());
    }

    private static String name(TcpState state) {
        return switch (state) {
            case CLOSED -> "UNCONN";
            case LISTEN -> "LISTEN";
            case SYN_SENT -> "SYN-SENT";
            case SYN_RECEIVED -> "SYN-RECV";
            case ESTABLISHED -> "ESTAB";
            case FIN_WAIT_1 -> "FIN-WAIT-1";
            case FIN_WAIT_2 -> "FIN-WAIT-2";
            case CLOSE_WAIT -> "CLOSE-WAIT";
            case CLOSING -> "CLOSING";
            case LAST_ACK -> "LAST-ACK";
            case TIME_WAIT -> "TIME-WAIT";
        };
    }

    private static void print(List<Row> rows, Reply reply) {
        int state = width("State", rows.stream().map(Row::state).toList());
        int local = width(
                "Local Address", rows.stream().map(row -> row.local().address()).toList());
        int localPort =
                width("Port", rows.stream().map(row -> row.local().port()).toList());
        int peer = width(
                "Peer Address", rows.stream().map(row -> row.peer().address()).toList());
        String format = "%-" + state + "s %-6s %-6s %" + local + "s:%-" + localPort + "s %" + peer + "s:%s";
        reply.printLine(format, "State", "Recv-Q", "Send-Q", "Local Address", "Port", "Peer Address", "Port");
        for (Row row : rows) {
            reply.printLine(
                    format,
                    row.state(),
                    row.receiveQueue(),
                    row.sendQueue(),
                    row.local().address(),
                    row.local().port(),
                    row.peer().address(),
                    row.peer().port());
            row.inside().ifPresent(text -> reply.printLine("\t %s", text));
        }
    }

    private static int width(String heading, List<String> column) {
        return Math.max(
                heading.length(), column.stream().mapToInt(String::length).max().orElse(0));
    }
}
