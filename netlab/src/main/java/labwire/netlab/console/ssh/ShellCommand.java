package labwire.netlab.console.ssh;

import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Login;

/** A terminal. */
final class ShellCommand extends ChannelCommand {
    ShellCommand(IosDevice device, SshConnection connection, Login login) {
        super(device.loop(), connection, login);
    }

    @Override
    void started(Terminal terminal) {}

    @Override
    void input(byte[] octets) {}

    @Override
    void inputEnded() {}

    @Override
    void resized(Terminal terminal) {}

    @Override
    void outputResumed() {}

    @Override
    void gone() {}
}
