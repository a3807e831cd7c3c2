package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.terminal.Terminal;
import labwire.netlab.console.terminal.TerminalOutput;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.LineSession;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.Login;
import org.jspecify.annotations.Nullable;

/** {@code ssh R1}: a terminal on one of the device's virtual lines. */
final class ShellCommand extends ChannelCommand implements TerminalOutput {
    private final IosDevice device;
    private final String from;
    private @Nullable TerminalLine line;
    private @Nullable LineSession place;
    private @Nullable Terminal terminal;

    ShellCommand(IosDevice device, SshConnection connection, Login login) {
        super(device.loop(), connection, login);
        this.device = device;
        this.from = connection.peer();
    }

    @Override
    void started(ScreenSize size) {
        Optional<TerminalLine> free = device.lines().free(Transport.SSH);
        if (free.isEmpty()) {
            write("\r\n% All lines are in use\r\n".getBytes(StandardCharsets.US_ASCII));
            finish(1);
            return;
        }
        line = free.get();
        place = new LineSession(from, device.loop().now(), this::closed);
        place.user(login().user());
        line.occupy(place);
        TerminalSettings settings = new TerminalSettings();
        settings.idleLimitNanos(TimeUnit.SECONDS.toNanos(line.execTimeoutSeconds()));
        settings.synchronous(line.isSynchronous());
        line.length().ifPresent(settings::length);
        line.width().ifPresent(settings::width);
        settings.historySize(line.historySize());
        settings.reportedSize(size.columns(), size.rows());
        ConsoleSession session = login().isPrivileged() ? IosImage.privileged(device) : IosImage.login(device);
        terminal = new Terminal(device.loop(), session, settings, this);
        terminal.open("");
    }

    @Override
    void input(byte[] octets) {
        handled(octets.length);
        if (terminal != null) {
            terminal.input(octets, 0, octets.length);
        }
    }

    @Override
    void inputEnded() {}

    @Override
    void resized(ScreenSize size) {
        if (terminal != null) {
            terminal.resize(size.columns(), size.rows());
        }
    }

    @Override
    void outputResumed() {}

    @Override
    public boolean isWritable() {
        return hasRoom();
    }

    /** The session is over. */
    @Override
    public void closed() {
        gone();
        finish(0);
    }

    @Override
    void gone() {
        if (terminal != null) {
            terminal.close();
        }
        if (line != null && place != null) {
            line.release(place);
        }
    }
}
