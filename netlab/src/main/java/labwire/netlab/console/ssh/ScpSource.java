package labwire.netlab.console.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Gives a file to an scp client.
 *
 * <pre>
 *   client: 0    us: C0644 SIZE NAME\n    client: 0    us: SIZE octets, 0    client: 0
 * </pre>
 */
final class ScpSource implements ScpSession {
    private enum State {
        /** The client is about to say that it is ready. To HEADER_SENT or OVER. */
        NEW,
        /** To DATA_SENT or OVER. */
        HEADER_SENT,
        /** To OVER. */
        DATA_SENT,
        /** Last. */
        OVER
    }

    private final ScpFiles files;
    private final String path;
    private final Output output;
    private State state = State.NEW;
    private byte[] content = {};

    ScpSource(ScpFiles files, String path, Output output) {
        this.files = files;
        this.path = path;
        this.output = output;
    }

    @Override
    public void begin() {}

    @Override
    public void input(byte[] octets) {
        for (byte octet : octets) {
            if (octet != 0) {
                end(1); // The client says why to its user.
            }
            acknowledged();
        }
    }

    private void acknowledged() {
        switch (state) {
            case NEW -> {
                Optional<byte[]> read = files.read(path);
                if (read.isEmpty()) {
                    write("\u0001%Error opening " + path + " (No such file or directory)\n");
                    end(1);
                    return;
                }
                content = read.get();
                state = State.HEADER_SENT;
                write("C0644 " + content.length + " " + path.substring(nameStart()) + "\n");
            }
            case HEADER_SENT -> {
                state = State.DATA_SENT;
                output.write(content);
                output.write(new byte[1]);
            }
            case DATA_SENT -> end(0);
            case OVER -> {}
        }
    }

    private int nameStart() {
        return Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1;
    }

    private void write(String text) {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void end(int status) {
        if (state != State.OVER) {
            state = State.OVER;
            output.finished(status);
        }
    }

    @Override
    public void inputEnded() {
        end(1);
    }
}
