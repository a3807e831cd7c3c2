package labwire.netlab.console.outgoing;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.RawKeyboard;
import labwire.netlab.console.Reply;
import labwire.netlab.console.nvt.TelnetDecoder;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection by Telnet. While a command has it on its screen, keys go there and what comes from there is shown;
 * suspended, it keeps what comes until it is resumed. Lab thread only.
 */
public final class OutgoingSession implements RawKeyboard, TcpSocketListener, TelnetDecoder.Listener {
    /** Octets that are typed before the other side takes them; more are lost. */
    static final int MAX_UNSENT = 16 << 10;

    private static final TcpSettings SETTINGS =
            TcpSettings.DEFAULT.withBuffers(16 << 10, 16 << 10).withNoDelay(true);
    private static final int READ_OCTETS = 4_096;
    /** How soon a screen that is full is tried again. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int CTRL_C = 0x03;
    /** Ctrl-^, which the user types as Ctrl-Shift-6. */
    private static final int ESCAPE = 0x1E;

    private enum State {
        /** Connected leads to OPEN; an escape, or a failure, to OVER. */
        CONNECTING,
        /** The end of either side leads to OVER. */
        OPEN,
        OVER
    }

    private final OutgoingSessions sessions;
    private final LabEventLoop loop;
    private final String host;
    private final IpAddress address;
    private final int port;
    private final TelnetDecoder decoder = new TelnetDecoder(TelnetDecoder.Side.CLIENT, this);
    /** Up to its position. */
    private final ByteBuffer unsent = ByteBuffer.allocate(MAX_UNSENT);

    private final long idleLimitNanos;
    private final LabTimer retry;
    private final LabTimer idleTimer;
    private State state = State.CONNECTING;
    private @Nullable TcpSocket socket;
    private @Nullable Reply screen;
    private long activeNanos;
    private boolean echoed;
    private boolean escaped;
    /** The rest of the Enter that the command line took may still come. */
    private boolean afterReturn = true;

    /** @param idleLimitNanos time without a key after which it ends; 0: never */
    OutgoingSession(
            OutgoingSessions sessions,
            LabEventLoop loop,
            String host,
            IpAddress address,
            int port,
            long idleLimitNanos) {
        this.sessions = sessions;
        this.loop = loop;
        this.host = host;
        this.address = address;
        this.port = port;
        this.idleLimitNanos = idleLimitNanos;
        retry = loop.newTimer(this::readable);
        idleTimer = loop.newTimer(this::idle);
        used();
    }

    /** As it was named: a name or an address. */
    public String host() {
        return host;
    }

    public IpAddress address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** Octets that wait for the session to be resumed. */
    public int waitingOctets() {
        return socket == null ? 0 : socket.readableBytes();
    }

    /** When something was last typed there, in nanoseconds of lab time. */
    public long activeNanos() {
        return activeNanos;
    }

    void connect(IpAddress source, Reply reply, OutgoingSessions.Connector connector) {
        screen = reply;
        reply.onInterrupt(this::abandon);
        try {
            socket = connector.connect(source, address, port, SETTINGS, this);
        } catch (TcpException e) {
            reply.printLine("");
            over("% Destination unreachable; gateway or host down");
        }
    }

    /** The terminal has gone. One that stands is closed with the others of its user. */
    private void abandon() {
        if (state == State.CONNECTING) {
            close();
        }
    }

    private void used() {
        activeNanos = loop.now();
        if (idleLimitNanos > 0) {
            idleTimer.arm(activeNanos + idleLimitNanos);
        }
    }

    private void idle() {
        close();
        leave("\n[Connection to " + host + " idle too long; timed out]\n");
    }

    /** Shows it again. */
    void resume(Reply reply) {
        screen = reply;
        afterReturn = true;
        if (state == State.OVER) {
            closedByPeer();
        } else {
            readable();
        }
    }

    /** Ends the connection, without a word. */
    void close() {
        state = State.OVER;
        retry.cancel();
        idleTimer.cancel();
        sessions.remove(this);
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public int typed(byte[] octets, int offset, int length) {
        used();
        for (int i = 0; i < length; i++) {
            if (key(octets[offset + i] & 0xFF)) {
                send();
                return i + 1;
            }
        }
        send();
        return length;
    }

    /** True if the key leads away from the connection. */
    private boolean key(int key) {
        if (state == State.CONNECTING && (key == ESCAPE || key == CTRL_C)) {
            close();
            leave("\n");
            return true;
        }
        if (escaped) {
            escaped = false;
            if (Character.toLowerCase(key) == 'x') {
                leave("\n");
                return true;
            }
            if (key == ESCAPE) {
                put(key);
            }
            return false;
        }
        boolean restOfReturn = afterReturn && (key == '\n' || key == 0);
        afterReturn = key == '\r';
        if (key == ESCAPE) {
            escaped = true;
        } else if (key == '\r' || key == '\n' && !restOfReturn) {
            newLine();
        } else if (!restOfReturn) {
            put(key);
            echo((byte) key);
        }
        return false;
    }

    /** A new line of the virtual terminal where nobody echoes; else the key, as character mode has it (RFC 854). */
    private void newLine() {
        put('\r');
        put(echoed ? 0 : '\n');
        echo((byte) '\r', (byte) '\n');
    }

    private void echo(byte... octets) {
        if (!echoed && state == State.OPEN && screen != null) {
            screen.show(octets);
        }
    }

    private void put(int octet) {
        put(TelnetDecoder.encode(new byte[] {(byte) octet}));
    }

    private void put(byte[] octets) {
        if (unsent.remaining() >= octets.length) {
            unsent.put(octets);
        }
    }

    private void send() {
        if (state == State.OPEN && socket != null && unsent.position() > 0) {
            unsent.flip();
            socket.write(unsent);
            unsent.compact();
        }
    }

    @Override
    public void connected() {
        state = State.OPEN;
        sessions.add(this);
        if (screen != null) {
            screen.printLine("Open");
        }
        send();
    }

    @Override
    public void readable() {
        TcpSocket open = socket;
        if (open == null || state != State.OPEN) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
        while (screen != null && screen.isWritable() && open.read(buffer.clear()) > 0) {
            screen.show(decoder.decode(buffer.array(), buffer.position()));
        }
        if (screen != null && open.readableBytes() > 0) {
            retry.arm(loop.now() + RETRY_NANOS);
        } else if (open.isInputFinished()) {
            open.close();
            closedByPeer();
        }
    }

    @Override
    public void inputFinished() {
        readable();
    }

    @Override
    public void writable() {
        send();
    }

    @Override
    public void closed(@Nullable TcpFailure failure) {
        switch (state) {
            case CONNECTING -> {
                if (screen != null) {
                    screen.printLine("");
                }
                over(reason(failure));
            }
            case OPEN -> closedByPeer();
            case OVER -> {}
        }
    }

    private static String reason(@Nullable TcpFailure failure) {
        if (failure == null) {
            return "% Connection reset by user";
        }
        return switch (failure) {
            case REFUSED, RESET -> "% Connection refused by remote host";
            case TIMED_OUT -> "% Connection timed out; remote host not responding";
            case UNREACHABLE -> "% Destination unreachable; gateway or host down";
        };
    }

    /** Said to the user, at once or at the next resumption. */
    private void closedByPeer() {
        state = State.OVER;
        retry.cancel();
        idleTimer.cancel();
        if (screen != null) {
            sessions.remove(this);
            leave("\n[Connection to " + host + " closed by foreign host]\n");
        }
    }

    private void over(String text) {
        state = State.OVER;
        idleTimer.cancel();
        if (screen != null) {
            screen.refuse(text, host, "a host that takes connections at port " + port);
            leave("");
        }
    }

    /** The command that showed it is over. */
    private void leave(String text) {
        Reply left = screen;
        screen = null;
        if (left != null) {
            left.print(text);
            left.finish();
        }
    }

    @Override
    public void echoes(boolean on) {
        echoed = on;
    }

    @Override
    public void answer(byte[] octets) {
        put(octets);
        send();
    }
}
