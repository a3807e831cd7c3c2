package labwire.netlab.console.telnet;

import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.Transport;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.stack.tcp.TcpListener;
import labwire.netlab.stack.tcp.TcpSettings;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * The Telnet server of a router or a switch, on port 23 of its own stack: there while some virtual line may be reached
 * by Telnet, else connections are refused. Lab thread only.
 */
public final class TelnetService {
    public static final int PORT = 23;

    private static final int BACKLOG = 16;
    private static final TcpSettings SETTINGS =
            TcpSettings.DEFAULT.withBuffers(64 << 10, 16 << 10).withNoDelay(true);

    private final IosDevice device;
    private @Nullable TcpListener listener;

    private TelnetService(IosDevice device) {
        this.device = device;
    }

    /** Gives the device its server, for as long as there is the device. */
    public static void install(IosDevice device) {
        TelnetService service = new TelnetService(device);
        device.lines().onChange(service::update);
        service.update();
    }

    private void update() {
        boolean wanted =
                device.lines().virtual().stream().anyMatch(line -> line.input().contains(Transport.TELNET));
        if (wanted && listener == null) {
            listener = listen();
        } else if (!wanted && listener != null) {
            listener.close();
            listener = null;
        }
    }

    private @Nullable TcpListener listen() {
        try {
            return device.stack()
                    .tcp()
                    .listen(
                            Ipv4Address.ANY,
                            PORT,
                            BACKLOG,
                            SETTINGS,
                            socket -> TelnetConnection.accept(device, socket));
        } catch (TcpException e) {
            // Something else of the device has the port.
            return null;
        }
    }
}
