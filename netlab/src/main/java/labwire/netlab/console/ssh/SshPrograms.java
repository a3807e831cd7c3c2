package labwire.netlab.console.ssh;

import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Login;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ShellFactory;

/** What an SSH channel can run: a terminal, one command, or a copy by SCP. */
final class SshPrograms implements ShellFactory, CommandFactory {
    private final IosDevice device;

    SshPrograms(IosDevice device) {
        this.device = device;
    }

    @Override
    public Command createShell(ChannelSession channel) {
        return new ShellCommand(device, connection(channel), login(channel));
    }

    @Override
    public Command createCommand(ChannelSession channel, String line) {
        return ScpRequest.parse(line)
                .<Command>map(request -> new ScpCommand(device, connection(channel), login(channel), request))
                .orElseGet(() -> new ExecCommand(device, connection(channel), login(channel), line));
    }

    private static SshConnection connection(ChannelSession channel) {
        ServerSession session = channel.getSession();
        if (session instanceof AbstractSession known && known.getIoSession() instanceof SshConnection connection) {
            return connection;
        }
        throw new IllegalStateException(session + ": another's (expected: a connection of the lab's)");
    }

    /** Channels are opened by those alone who have logged in. */
    private static Login login(ChannelSession channel) {
        Login login = channel.getSession().getAttribute(SshLogin.LOGIN);
        if (login == null) {
            throw new IllegalStateException(channel + ": nobody's (expected: a login)");
        }
        return login;
    }
}
