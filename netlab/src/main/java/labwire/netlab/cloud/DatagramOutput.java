package labwire.netlab.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Segmentation;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way out of a tunnel, one in a datagram; those of a super-segment, which are all of one length, go to
 * the system together where it takes them so. On the socket's loop, but for the counts.
 */
final class DatagramOutput {
    /** Linux's limit of old; newer ones take 128. */
    private static final int MAX_TRAIN_DATAGRAMS = 64;
    /** Of UDP's payload in IPv4. */
    private static final int MAX_TRAIN_BYTES = 65_507;

    /** Super-segments that go one datagram at a time before the next train is tried. */
    private static final int ALONE_AFTER_REFUSAL = 1_000;

    private final TunnelRule rule;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    /** Null: each datagram by itself. */
    private final @Nullable DatagramTrain trains;

    /** Super-segments that still go one datagram at a time, since the system has refused a train. */
    private int alone;

    DatagramOutput(TunnelRule rule, @Nullable DatagramTrain trains) {
        this.rule = rule;
        this.trains = trains;
    }

    long sent() {
        return sent.get();
    }

    long drops() {
        return drops.get();
    }

    /** Frames that were not written have been lost on the way. Any thread. */
    void dropped(int frames) {
        drops.addAndGet(frames);
    }

    /** Writes a frame, or those that it stands for; they leave with the channel's next flush at the latest. */
    void write(Channel channel, EthernetFrame frame) {
        int count = frame.wireCount();
        int header = rule.encapsulation().headerLength();
        int each = header + frame.wireLength() / count - EthernetFrame.FCS_LENGTH;
        int together = 1;
        if (count > 1 && alone > 0) {
            alone--;
        } else if (trains != null) {
            together = Math.max(1, Math.min(MAX_TRAIN_DATAGRAMS, MAX_TRAIN_BYTES / each));
        }
        Train train = new Train(channel, each, together, count);
        try {
            Segmentation.split(frame, train::add);
        } catch (IllegalArgumentException e) {
            // It has no form on the wire.
            train.abandon();
        }
    }

    /** The datagrams of one frame, so many at once. */
    private final class Train {
        private final Channel channel;
        private final int each;
        private final int together;
        private int left;
        private int added;
        private @Nullable ByteBuf datagrams;

        Train(Channel channel, int each, int together, int left) {
            this.channel = channel;
            this.each = each;
            this.together = together;
            this.left = left;
        }

        void add(EthernetFrame frame) {
            ByteBuf out = datagrams;
            if (out == null) {
                out = channel.alloc().ioBuffer(each * Math.min(together, left));
                datagrams = out;
            }
            rule.encapsulation().writeHeader(out);
            int length = each - rule.encapsulation().headerLength();
            ByteBuffer room = out.internalNioBuffer(out.writerIndex(), length);
            FrameEncoder.encode(frame, room);
            out.writerIndex(out.writerIndex() + length);
            added++;
            left--;
            if (added == together || left == 0) {
                send(out, added);
                datagrams = null;
                added = 0;
            }
        }

        private void send(ByteBuf out, int count) {
            DatagramTrain maker = trains;
            DatagramPacket packet = count == 1 || maker == null
                    ? new DatagramPacket(out, rule.remote())
                    : maker.of(out, each, rule.remote());
            channel.write(packet).addListener(written -> {
                if (written.isSuccess()) {
                    sent.addAndGet(count);
                } else {
                    drops.addAndGet(count);
                    if (count > 1) {
                        // An interface that cannot, or a path that does not carry so much, or one that is away.
                        alone = ALONE_AFTER_REFUSAL;
                    }
                }
            });
        }

        void abandon() {
            if (datagrams != null) {
                datagrams.release();
            }
            drops.addAndGet(added + left);
        }
    }
}
