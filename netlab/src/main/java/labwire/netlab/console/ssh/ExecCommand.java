package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Login;

/**
 * {@code ssh R1 "show version"}: one command, without prompt, paging or echo. A question of the command is answered by
 * a line of input, and by Enter once the input has ended.
 */
final class ExecCommand extends ChannelCommand implements ConsoleOutput {
    /** A longer answer to a question is none. */
    private static final int MAX_ANSWER = 1_000;

    private final ConsoleSession session;
    private final String line;
    private final StringBuilder typed = new StringBuilder();
    private boolean ended;

    ExecCommand(IosDevice device, SshConnection connection, Login login, String line) {
        super(device.loop(), connection, login);
        this.session = login.isPrivileged() ? IosImage.privileged(device) : IosImage.login(device);
        this.line = line;
    }

    @Override
    void started(ScreenSize size) {
        session.enter(line, this);
    }

    @Override
    public void print(String text) {
        write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void finished(CommandResult result) {
        if (session.isAsking()) {
            print(session.prompt());
            answer();
        } else {
            finish(0);
        }
    }

    @Override
    void input(byte[] octets) {
        handled(octets.length);
        if (typed.length() < MAX_ANSWER) {
            typed.append(new String(octets, StandardCharsets.UTF_8));
        }
        answer();
    }

    @Override
    void inputEnded() {
        ended = true;
        answer();
    }

    private void answer() {
        if (session.isBusy() || !session.isAsking()) {
            return;
        }
        int end = typed.indexOf("\n") >= 0 ? typed.indexOf("\n") : typed.indexOf("\r");
        if (end < 0 && !ended) {
            return;
        }
        String answer = typed.substring(0, Math.max(0, end)).strip();
        typed.delete(0, end + 1);
        print("\n");
        session.enter(answer, this);
    }

    @Override
    void resized(ScreenSize size) {}

    @Override
    void outputResumed() {}

    @Override
    void gone() {
        session.interrupt();
    }
}
