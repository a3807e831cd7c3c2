package labwire.netlab.stack.tcp;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An application that sends so many seeded bytes and checks those it receives against the other side's. */
final class Transfer implements TcpSocketListener {
    private static final int BLOCK = 16 << 10;

    private final SplittableRandom source;
    private final SplittableRandom expected;
    private final ByteBuffer out = ByteBuffer.allocate(BLOCK);
    private final ByteBuffer in = ByteBuffer.allocate(BLOCK);
    private long toSend;
    long received;
    long firstDifference = -1;
    boolean inputFinished;
    boolean closed;

    @Nullable
    TcpFailure failure;

    @Nullable
    TcpSocket socket;

    private long expectedWord;

    Transfer(long sourceSeed, long bytes, long expectedSeed) {
        source = new SplittableRandom(sourceSeed);
        expected = new SplittableRandom(expectedSeed);
        toSend = bytes;
        out.limit(0);
    }

    Transfer accepted(TcpSocket newSocket) {
        socket = newSocket;
        pump();
        return this;
    }

    @Override
    public void connected() {
        pump();
    }

    private void pump() {
        TcpSocket to = socket;
        while (to != null && !closed) {
            if (!out.hasRemaining()) {
                if (toSend == 0) {
                    to.shutdownOutput();
                    return;
                }
                fill();
            }
            if (to.write(out) == 0) {
                return;
            }
        }
    }

    private void fill() {
        out.clear();
        int count = (int) Math.min(BLOCK, toSend);
        long word = 0;
        for (int i = 0; i < count; i++) {
            if (i % 8 == 0) {
                word = source.nextLong();
            }
            out.put((byte) (word >>> (i % 8 * 8)));
        }
        toSend -= count;
        out.flip();
    }

    @Override
    public void readable() {
        TcpSocket from = socket;
        if (from == null) {
            return;
        }
        while (from.read(in.clear()) > 0) {
            in.flip();
            while (in.hasRemaining()) {
                check(in.get());
            }
        }
    }

    private void check(byte value) {
        int inBlock = (int) (received % BLOCK);
        if (inBlock % 8 == 0) {
            expectedWord = expected.nextLong();
        }
        if (value != (byte) (expectedWord >>> (inBlock % 8 * 8)) && firstDifference < 0) {
            firstDifference = received;
        }
        received++;
    }

    @Override
    public void writable() {
        pump();
    }

    @Override
    public void inputFinished() {
        inputFinished = true;
    }

    @Override
    public void closed(@Nullable TcpFailure why) {
        closed = true;
        failure = why;
    }
}
