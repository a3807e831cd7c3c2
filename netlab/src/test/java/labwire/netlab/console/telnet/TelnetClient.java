package labwire.netlab.console.telnet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import labwire.netlab.console.nvt.TelnetDecoder;
import labwire.netlab.device.Host;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpFailure;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.stack.tcp.TcpSocketListener;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** A program on a host that speaks raw octets to a device's port 23. */
final class TelnetClient implements TcpSocketListener {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final TcpSocket socket;
    boolean reads = true;
    boolean closed;

    @Nullable
    TcpFailure failure;

    TelnetClient(Host host, String address) throws TcpException {
        socket = host.stack()
                .tcp()
                .connect(Ipv4Address.ANY, 0, Ipv4Address.parse(address), TelnetService.PORT, TcpSettings.DEFAULT, this);
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] octets) {
        socket.write(ByteBuffer.wrap(octets));
    }

    void close() {
        socket.close();
    }

    byte[] octets() {
        return received.toByteArray();
    }

    /** What came since the last call, without Telnet's commands, which are three octets each. */
    String read() {
        byte[] octets = received.toByteArray();
        received.reset();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == (byte) TelnetDecoder.IAC) {
                i += 2;
            } else {
                text.write(octets[i]);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void connected() {}

    @Override
    public void readable() {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        while (reads && socket.read(buffer.clear()) > 0) {
            received.write(buffer.array(), 0, buffer.position());
        }
    }

    @Override
    public void inputFinished() {
        closed = true;
        socket.close();
    }

    @Override
    public void writable() {}

    @Override
    public void closed(@Nullable TcpFailure why) {
        closed = true;
        failure = why;
    }
}
