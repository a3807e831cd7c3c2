package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Login;
import org.jspecify.annotations.Nullable;

/** A copy by SCP, for users of privilege 15, while {@code ip scp server enable} is configured. */
final class ScpCommand extends ChannelCommand implements ScpSession.Output {
    private final IosDevice device;
    private final ScpRequest request;
    private @Nullable ScpSession session;

    ScpCommand(IosDevice device, SshConnection connection, Login login, ScpRequest request) {
        super(device.loop(), connection, login);
        this.device = device;
        this.request = request;
    }

    @Override
    void started(ScreenSize size) {
        if (!device.ssh().isScpServer()) {
            refuse("Administratively disabled.");
        } else if (!login().isPrivileged()) {
            refuse("Privilege denied.");
        } else {
            ScpFiles files = new DeviceScpFiles(device);
            ScpSession begun = switch (request.direction()) {
                case TO_DEVICE -> new ScpSink(files, request.path(), this);
                case FROM_DEVICE -> new ScpSource(files, request.path(), this);
            };
            session = begun;
            begun.begin();
        }
    }

    private void refuse(String reason) {
        write(("\u0001" + reason + "\n").getBytes(StandardCharsets.UTF_8));
        finish(1);
    }

    @Override
    void input(byte[] octets) {
        handled(octets.length);
        if (session != null) {
            session.input(octets);
        }
    }

    @Override
    void inputEnded() {
        if (session != null) {
            session.inputEnded();
        }
    }

    @Override
    public void finished(int exitStatus) {
        finish(exitStatus);
    }

    @Override
    void resized(ScreenSize size) {}

    @Override
    void outputResumed() {}

    @Override
    void gone() {}
}
