package labwire.netlab.console.telnet;

import java.nio.ByteBuffer;
import java.util.Optional;
import labwire.netlab.console.line.DeviceTerminal;
import labwire.netlab.console.nvt.TelnetDecoder;
import labwire.netlab.console.terminal.TerminalOutput;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.Transport;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * One client. While it does not read what it was sent, nothing is read of it either, so that it holds no more than one
 * command's output here.
 */
final class TelnetConnection implements TcpSocketListener, TerminalOutput, TelnetDecoder.Listener {
    private static final int READ_OCTETS = 4_096;
    /** Unsent output; a client that lets more gather is cut off. */
    static final int MAX_UNSENT = 8 << 20;

    private final TcpSocket socket;
    private final TelnetDecoder decoder = new TelnetDecoder(TelnetDecoder.Side.SERVER, this);
    private final UnsentOutput unsent = new UnsentOutput();
    private @Nullable DeviceTerminal terminal;
    private boolean closing;

    private TelnetConnection(TcpSocket socket) {
        this.socket = socket;
    }

    /** Takes a connection, or resets it if no line is free for it. */
    static TcpSocketListener accept(IosDevice device, TcpSocket socket) {
        TelnetConnection connection = new TelnetConnection(socket);
        Optional<DeviceTerminal> taken = DeviceTerminal.onVirtualLine(
                device, Transport.TELNET, socket.remoteAddress(), Optional.empty(), connection);
        if (taken.isEmpty()) {
            socket.abort();
            return connection;
        }
        connection.terminal = taken.get();
        connection.send(TelnetDecoder.opening());
        taken.get().open();
        return connection;
    }

    @Override
    public void connected() {}

    @Override
    public void readable() {
        ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
        while (terminal != null && !closing && unsent.isEmpty() && socket.read(buffer.clear()) > 0) {
            byte[] data = decoder.decode(buffer.array(), buffer.position());
            terminal.input(data, 0, data.length);
        }
    }

    @Override
    public void inputFinished() {
        if (unsent.isEmpty()) {
            finish();
        } else {
            closing = true;
        }
    }

    @Override
    public void writable() {
        unsent.sendTo(socket);
        if (!unsent.isEmpty()) {
            return;
        }
        if (closing) {
            finish();
        } else {
            readable();
        }
    }

    @Override
    public void closed(@Nullable TcpFailure failure) {
        if (terminal != null) {
            DeviceTerminal left = terminal;
            terminal = null;
            left.close();
        }
    }

    @Override
    public void windowSize(int columns, int rows) {
        if (terminal != null) {
            terminal.resize(columns, rows);
        }
    }

    @Override
    public void answer(byte[] octets) {
        send(octets);
    }

    @Override
    public void write(byte[] octets) {
        send(TelnetDecoder.encode(octets));
    }

    /** The session is over: what is unread of the client must not turn the end into a reset. */
    @Override
    public void closed() {
        closing = true;
        socket.shutdownInput();
        if (unsent.isEmpty()) {
            finish();
        }
    }

    @Override
    public boolean isWritable() {
        return unsent.isEmpty();
    }

    private void send(byte[] octets) {
        unsent.add(octets);
        unsent.sendTo(socket);
        if (unsent.size() > MAX_UNSENT) {
            socket.abort();
        }
    }

    private void finish() {
        closing = true;
        socket.close();
        closed(null);
    }
}
