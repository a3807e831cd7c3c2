package labwire.netlab.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import labwire.netlab.stack.tcp.TcpSocket;

/** The sending side of a stream channel: moves bytes from Netty's outbound buffer into the send buffer, by one copy. */
final class StreamOutput {
    /** Buffers that are taken out of the outbound buffer at a time. */
    private static final int MAX_BUFFERS = 1024;

    private final TcpSocket socket;
    private final WritableByteChannel target = new SendBufferChannel();

    StreamOutput(TcpSocket socket) {
        this.socket = socket;
    }

    /**
     * Writes what the send buffer has room for. What it took counts as written, as with a kernel's socket; the rest
     * stays in the outbound buffer and so counts against the watermarks.
     *
     * @return true if all was written
     */
    boolean write(ChannelOutboundBuffer out) throws IOException {
        while (true) {
            Object message = out.current();
            if (message == null) {
                return true;
            }
            boolean room = message instanceof FileRegion region ? writeRegion(out, region) : writeBuffers(out);
            if (!room) {
                return false;
            }
        }
    }

    private boolean writeBuffers(ChannelOutboundBuffer out) {
        ByteBuffer[] buffers = out.nioBuffers(MAX_BUFFERS, Math.max(1, socket.sendSpace()));
        int count = out.nioBufferCount();
        long written = 0;
        boolean room = true;
        for (int i = 0; i < count && room; i++) {
            written += socket.write(buffers[i]);
            room = !buffers[i].hasRemaining();
        }
        if (count == 0 && out.current() instanceof ByteBuf) {
            // Empty buffers alone: removing no bytes takes them away.
            out.remove();
        } else {
            out.removeBytes(written);
        }
        return room;
    }

    private boolean writeRegion(ChannelOutboundBuffer out, FileRegion region) throws IOException {
        if (region.transferred() < region.count()) {
            if (socket.sendSpace() == 0) {
                return false;
            }
            long written = region.transferTo(target, region.transferred());
            if (written <= 0) {
                throw new IOException("file region: ended at byte " + region.transferred() + " (expected: "
                        + region.count() + " bytes)");
            }
            out.progress(written);
        }
        if (region.transferred() < region.count()) {
            return true;
        }
        out.remove();
        return true;
    }

    /** The send buffer as the target of a file region. */
    private final class SendBufferChannel implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            return socket.write(source);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
