package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import labwire.netlab.console.line.DeviceTerminal;
import labwire.netlab.console.terminal.TerminalOutput;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.line.Transport;
import labwire.netlab.device.login.Login;
import labwire.netlab.wire.IpAddress;

/**
 * {@code ssh R1}: a terminal on one of the device's virtual lines. While the client does not read what it was sent,
 * nothing more is taken of it either.
 */
final class ShellCommand extends ChannelCommand implements TerminalOutput {
    /** Ctrl-Z out of configuration, then {@code exit}. */
    private static final byte[] LEAVE = "\u001aexit\r".getBytes(StandardCharsets.US_ASCII);

    private final IosDevice device;
    private final IpAddress from;
    private Optional<DeviceTerminal> terminal = Optional.empty();
    /** Input whose room the client is not given back yet. */
    private int withheld;

    ShellCommand(IosDevice device, SshConnection connection, Login login) {
        super(device.loop(), connection, login);
        this.device = device;
        this.from = connection.peer();
    }

    @Override
    void started(ScreenSize size) {
        terminal = DeviceTerminal.onVirtualLine(device, Transport.SSH, from, Optional.of(login()), this);
        terminal.ifPresentOrElse(
                taken -> {
                    taken.resize(size.columns(), size.rows());
                    taken.open();
                },
                () -> {
                    write("% No line is free\r\n".getBytes(StandardCharsets.US_ASCII));
                    finish(1);
                });
    }

    @Override
    void input(byte[] octets) {
        terminal.ifPresent(taken -> taken.input(octets, 0, octets.length));
        withheld += octets.length;
        outputResumed();
    }

    @Override
    void outputResumed() {
        if (hasRoom()) {
            handled(withheld);
            withheld = 0;
        }
    }

    /** A client that can send no more, as at the end of a file, still gets the answers to what it sent. */
    @Override
    void inputEnded() {
        terminal.ifPresent(taken -> taken.input(LEAVE, 0, LEAVE.length));
    }

    @Override
    void resized(ScreenSize size) {
        terminal.ifPresent(taken -> taken.resize(size.columns(), size.rows()));
    }

    @Override
    public boolean isWritable() {
        return hasRoom();
    }

    /** The session is over. */
    @Override
    public void closed() {
        finish(0);
    }

    @Override
    void gone() {
        terminal.ifPresent(DeviceTerminal::close);
        terminal = Optional.empty();
    }
}
