package labwire.netlab.console.ssh;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executor;
import labwire.netlab.device.login.Login;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionAware;
import org.apache.sshd.server.command.AsyncCommandStreamsAware;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A channel's program, as MINA sees one, whose work is done on the lab's loop: a subclass hears there of its start, of
 * input and of the end, and writes and finishes from there.
 */
abstract class ChannelCommand
        implements Command, AsyncCommandStreamsAware, ChannelSessionAware, ChannelDataReceiver, ChannelOutput.Listener {
    private final EventLoop loop;
    private final Executor work;
    private final Login login;
    private @Nullable ChannelSession channel;
    private @Nullable ExitCallback exit;
    private @Nullable ChannelOutput output;
    private volatile int exitStatus;

    ChannelCommand(EventLoop loop, SshConnection connection, Login login) {
        this.loop = loop;
        this.work = connection.work();
        this.login = login;
    }

    /** The channel is open. Lab thread, as all of these. */
    abstract void started(ScreenSize size);

    /** Bytes have come; {@link #handled} is to be told, now or later. */
    abstract void input(byte[] octets);

    /** No more will come. */
    abstract void inputEnded();

    /** The client's window has a new size. */
    abstract void resized(ScreenSize size);

    /** There is room for output again. */
    abstract void outputResumed();

    /** The channel is gone, for whatever reason. */
    abstract void gone();

    /** What a client says of its terminal; all zero if it has none. */
    record ScreenSize(int columns, int rows) {
        private static final int MAX = 10_000;

        static ScreenSize of(Map<String, String> environment) {
            return new ScreenSize(
                    number(environment.get(Environment.ENV_COLUMNS)), number(environment.get(Environment.ENV_LINES)));
        }

        private static int number(@Nullable String text) {
            return text == null || !text.matches("[0-9]{1,5}") ? 0 : Math.min(MAX, Integer.parseInt(text));
        }
    }

    final Login login() {
        return login;
    }

    /** Writes output. Any thread. */
    public final void write(byte[] octets) {
        output().write(octets);
    }

    final boolean hasRoom() {
        return output().hasRoom();
    }

    /** Ends the channel once all output has been written. Any thread. */
    final void finish(int status) {
        exitStatus = status;
        output().end();
    }

    /** So many bytes of input have been taken: the client may send as many again. Any thread. */
    final void handled(int octets) {
        ChannelSession open = channel;
        if (open != null && octets > 0) {
            work.execute(() -> {
                try {
                    open.getLocalWindow().release(octets);
                } catch (IOException e) {
                    failed();
                }
            });
        }
    }

    private ChannelOutput output() {
        if (output == null) {
            throw new IllegalStateException("channel: no output yet (expected: after the start)");
        }
        return output;
    }

    @Override
    public final void setChannelSession(ChannelSession session) {
        channel = session;
        session.setDataReceiver(this);
    }

    @Override
    public final void setIoOutputStream(IoOutputStream out) {
        output = new ChannelOutput(out, work, this);
    }

    @Override
    public final void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public final void start(ChannelSession session, Environment environment) {
        environment.addSignalListener(
                (changed, signal) -> {
                    ScreenSize resized = ScreenSize.of(environment.getEnv());
                    loop.execute(() -> resized(resized));
                },
                Signal.WINCH);
        ScreenSize size = ScreenSize.of(environment.getEnv());
        loop.execute(() -> started(size));
    }

    @Override
    public final int data(ChannelSession session, byte[] buffer, int start, int length) {
        byte[] octets = Arrays.copyOfRange(buffer, start, start + length);
        loop.execute(() -> input(octets));
        return 0; // What has been taken is told of by handled().
    }

    /** The client has sent its last byte. */
    @Override
    public final void close() {
        loop.execute(this::inputEnded);
    }

    @Override
    public final void destroy(ChannelSession session) {
        loop.execute(this::gone);
    }

    @Override
    public final void roomAgain() {
        loop.execute(this::outputResumed);
    }

    @Override
    public final void flushed() {
        if (exit != null) {
            exit.onExit(exitStatus);
        }
    }

    @Override
    public final void failed() {
        if (channel != null) {
            channel.close(true);
        }
    }

    // The streams of programs that block, which these are not.

    @Override
    public final void setIoInputStream(IoInputStream in) {}

    @Override
    public final void setIoErrorStream(IoOutputStream err) {}

    @Override
    public final void setInputStream(InputStream in) {}

    @Override
    public final void setOutputStream(OutputStream out) {}

    @Override
    public final void setErrorStream(OutputStream err) {}
}
