package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An application that writes down what it is told, and reads at once unless told not to. */
final class RecordingListener implements TcpSocketListener {
    final List<String> told = new ArrayList<>();
    final List<TcpFailure> troubles = new ArrayList<>();
    final StringBuilder received = new StringBuilder();

    @Nullable
    TcpSocket socket;

    boolean reading = true;
    Runnable onReadable = () -> {};
    Runnable onWritable = () -> {};

    TcpSocket socket() {
        return Objects.requireNonNull(socket);
    }

    int write(String text) {
        return socket().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Reads all that is there. */
    String read() {
        ByteBuffer buffer = ByteBuffer.allocate(socket().readableBytes());
        socket().read(buffer);
        String text = new String(buffer.array(), StandardCharsets.ISO_8859_1);
        received.append(text);
        return text;
    }

    @Override
    public void troubled(TcpFailure reason) {
        troubles.add(reason);
    }

    @Override
    public void connected() {
        told.add("connected");
    }

    @Override
    public void urgent() {
        told.add("urgent");
    }

    @Override
    public void readable() {
        told.add("readable");
        if (reading) {
            read();
        }
        onReadable.run();
    }

    @Override
    public void writable() {
        told.add("writable");
        onWritable.run();
    }

    @Override
    public void inputFinished() {
        told.add("input finished");
    }

    @Override
    public void closed(@Nullable TcpFailure failure) {
        told.add(failure == null ? "closed" : "closed " + failure);
    }
}
