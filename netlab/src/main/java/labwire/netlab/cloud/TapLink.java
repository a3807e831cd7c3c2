package labwire.netlab.cloud;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Segmentation;

/**
 * A port of the lab that is the far end of a TAP's cable.
 *
 * <p>One thread of its own reads and writes; frames become bytes, and bytes frames, there. At most
 * {@value Tunnel#MAX_WAITING_FRAMES} frames wait each way; what is beyond is dropped and counted. A TAP that is deleted is
 * attached to again when it is there again.
 */
public final class TapLink implements OutsideLink {
    private static final int REOPEN_MILLIS = 1_000;
    /** The largest MTU of a TAP, and what stands before a packet. */
    private static final int MAX_FRAME_BYTES = 65_535 + EthernetFrame.HEADER_LENGTH + 2 * EthernetFrame.TAG_LENGTH;
    /** Frames read on end, before the other way has its turn. */
    private static final int READS_AT_ONCE = 64;

    private final Port port;
    private final TapRule rule;
    private final Executor thread;
    private final HandOver<EthernetFrame> outgoing;
    private final HandOver<EthernetFrame> incoming;
    private final TrainJoiner joiner;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Promise<Void> opened = ImmediateEventExecutor.INSTANCE.newPromise();
    private final Promise<Void> closed = ImmediateEventExecutor.INSTANCE.newPromise();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sendDrops = new AtomicLong();
    private final AtomicLong receiveDrops = new AtomicLong();
    private final BrokenFrames malformed;
    private final byte[] buffer = new byte[MAX_FRAME_BYTES];
    private final TapDevice device;
    private volatile boolean stopping;

    /**
     * Makes a link that is not open yet.
     *
     * @param port the lab's end
     * @param thread runs one task until the link is closed
     * @throws TunnelException if this system is none that has TAPs
     */
    public TapLink(LabEventLoop loop, Port port, TapRule rule, Executor thread) {
        this.port = port;
        this.rule = rule;
        this.thread = thread;
        this.device = new TapDevice(rule.hostInterface());
        outgoing = new HandOver<>(Tunnel.MAX_WAITING_FRAMES, this::execute, this::write, () -> {});
        incoming = new HandOver<>(Tunnel.MAX_WAITING_FRAMES, EthernetFrame::wireCount, loop, port::send, () -> {});
        joiner = new TrainJoiner(this::arrived);
        malformed = new BrokenFrames(port, loop, MAX_FRAME_BYTES);
        loop.execute(() -> port.listen(new Outward()));
    }

    @Override
    public TapRule rule() {
        return rule;
    }

    @Override
    public Port port() {
        return port;
    }

    @Override
    public TunnelCounters counters() {
        return new TunnelCounters(
                sent.get(), received.get(), sendDrops.get(), receiveDrops.get(), malformed.count(), 0);
    }

    @Override
    public Future<Void> open() {
        thread.execute(this::run);
        return opened;
    }

    @Override
    public Future<Void> close() {
        execute(() -> stopping = true);
        return closed;
    }

    /** On the link's thread. The device is woken under a lock, so that none wakes one that is closed. */
    private void execute(Runnable task) {
        synchronized (tasks) {
            if (!closed.isDone()) {
                tasks.add(task);
                device.wake();
            }
        }
    }

    private void run() {
        try {
            device.open();
            opened.setSuccess(null);
            carry();
        } catch (TunnelException e) {
            opened.setFailure(e);
        } finally {
            synchronized (tasks) {
                closed.setSuccess(null);
                device.close();
            }
        }
    }

    private void carry() {
        while (!stopping) {
            if (!device.isOpen()) {
                reopen();
            }
            if (device.await(device.isOpen() ? -1 : REOPEN_MILLIS)) {
                read();
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    private void reopen() {
        try {
            device.open();
        } catch (TunnelException e) {
            // Not there yet: the next try is a wait away.
        }
    }

    private void read() {
        for (int left = READS_AT_ONCE; left > 0 && device.read(buffer) == TapDevice.Outcome.DONE; left--) {
            Bytes bytes = Bytes.wrap(Arrays.copyOf(buffer, device.length()));
            if (FrameDecoder.decode(bytes) instanceof Decoded.Frame decoded) {
                joiner.add(decoded.frame());
            } else {
                malformed.add(bytes.length());
            }
        }
        joiner.flush();
    }

    private void arrived(EthernetFrame frame) {
        (incoming.offer(frame) ? received : receiveDrops).addAndGet(frame.wireCount());
    }

    private void write(EthernetFrame frame) {
        boolean written = false;
        if (device.isOpen()) {
            try {
                written = device.write(FrameEncoder.encode(frame)) == TapDevice.Outcome.DONE;
            } catch (IllegalArgumentException e) {
                // It has no form on the wire.
            }
        }
        (written ? sent : sendDrops).incrementAndGet();
    }

    private final class Outward implements PortListener {
        @Override
        public void frameReceived(Port from, EthernetFrame frame) {
            Segmentation.split(frame, this::offer);
        }

        private void offer(EthernetFrame frame) {
            if (!outgoing.offer(frame)) {
                sendDrops.incrementAndGet();
            }
        }

        @Override
        public void linkChanged(Port changed, boolean up) {}
    }
}
