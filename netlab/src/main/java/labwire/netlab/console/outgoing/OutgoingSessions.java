package labwire.netlab.console.outgoing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.console.Reply;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/** The connections of one user's session, each with its number, and which of them was used last. Lab thread only. */
public final class OutgoingSessions {
    public static final int TELNET_PORT = 23;
    /** Connections of one session; more are refused. */
    public static final int MAX_SESSIONS = 16;

    /** The device's TCP. */
    @FunctionalInterface
    interface Connector {
        TcpSocket connect(
                IpAddress source, IpAddress address, int port, TcpSettings settings, TcpSocketListener listener)
                throws TcpException;
    }

    private final Map<Integer, OutgoingSession> open = new TreeMap<>();
    private @Nullable OutgoingSession last;

    /**
     * Connects, and shows the connection on the reply's terminal until the user leaves it or it ends.
     *
     * @param host as the user named it
     * @param source one of the device's addresses of the same family, or any
     * @param idleLimitNanos time without a key after which it ends; 0: never
     */
    public void connect(
            IosDevice device,
            String host,
            IpAddress address,
            int port,
            IpAddress source,
            long idleLimitNanos,
            Reply reply) {
        if (open.size() == MAX_SESSIONS) {
            reply.refuse("% No more connections available", host, "at most " + MAX_SESSIONS + " at a time");
            reply.finish();
            return;
        }
        OutgoingSession session = new OutgoingSession(this, device.loop(), host, address, port, idleLimitNanos);
        if (!reply.takeKeyboard(session)) {
            reply.refuse("% telnet connections not permitted from this terminal", host, "a session with a terminal");
            reply.finish();
            return;
        }
        String shown = address.toString().toUpperCase(Locale.ROOT);
        String name = host.equalsIgnoreCase(shown) ? shown : host + " (" + shown + ")";
        reply.print("Trying " + name + (port == TELNET_PORT ? "" : ", " + port) + " ... ");
        session.connect(
                source,
                reply,
                (from, to, toPort, settings, listener) ->
                        device.stack().tcp().connect(from, 0, to, toPort, settings, listener));
    }

    /** Shows a connection again. */
    public void resume(int number, Reply reply) {
        OutgoingSession session = open.get(number);
        if (session == null || !reply.takeKeyboard(session)) {
            reply.refuse(
                    "% " + number + " is not an open connection", Integer.toString(number), "one of show sessions");
            reply.finish();
            return;
        }
        last = session;
        reply.printLine("[Resuming connection " + number + " to " + session.host() + " ... ]");
        session.resume(reply);
    }

    /** Ends a connection. */
    public void disconnect(int number) {
        Optional.ofNullable(open.get(number)).ifPresent(OutgoingSession::close);
    }

    /** Ends all of them, as the session that has them does. */
    public void closeAll() {
        List.copyOf(open.values()).forEach(OutgoingSession::close);
    }

    /** By number, from 1. */
    public Map<Integer, OutgoingSession> open() {
        return new TreeMap<>(open);
    }

    /** The number of the connection that was used last; empty if there is none. */
    public Optional<Integer> current() {
        List<Integer> numbers = new ArrayList<>(open.keySet());
        return numbers.stream()
                .filter(number -> open.get(number) == last)
                .findFirst()
                .or(() -> numbers.stream().reduce((first, second) -> second));
    }

    void add(OutgoingSession session) {
        int number = 1;
        while (open.containsKey(number)) {
            number++;
        }
        open.put(number, session);
        last = session;
    }

    void remove(OutgoingSession session) {
        open.values().remove(session);
    }
}
