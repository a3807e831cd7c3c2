package labwire.netlab.cloud;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A TAP that is open, and a way to wake whoever waits for its frames. Its thread's alone, but for {@link #wake}.
 *
 * <p>It only ever attaches to an interface that is there: making one needs privileges, and its addresses are the user's.
 */
final class TapDevice implements AutoCloseable {
    /** What became of a system call. */
    enum Outcome {
        DONE,
        /** There is no frame to read, or the interface is down and takes none. */
        NOT_NOW,
        /** The interface is gone: the device is closed. */
        GONE
    }

    private static final String CLONE_DEVICE = "/dev/net/tun";
    /** {@code _IOW('T', 202, int)}. */
    private static final long TUNSETIFF = 0x4004_54CAL;

    private static final short IFF_TAP = 0x0002;
    /** No four octets before each frame. */
    private static final short IFF_NO_PI = 0x1000;

    private static final int INTERFACE_REQUEST_BYTES = 40;
    private static final int FLAGS_OFFSET = 16;
    /** A {@code struct pollfd}: the file, what is asked (2), what is so (2). */
    private static final int POLL_BYTES = 8;

    private final String name;
    private final int wakeFile;
    private final Memory polled = new Memory(2L * POLL_BYTES);
    private final AtomicBoolean woken = new AtomicBoolean();
    private int file = -1;
    private int length;

    /** @throws TunnelException if this system is none that has TAPs */
    TapDevice(String name) {
        this.name = name;
        try {
            wakeFile = LinuxCalls.eventfd(0, LinuxCalls.EVENT_NONBLOCK_CLOEXEC);
        } catch (LinkageError | LastErrorException e) {
            throw new TunnelException("tap " + name + ": " + e.getMessage() + " (expected: Linux on 64 bits)", e);
        }
    }

    boolean isOpen() {
        return file >= 0;
    }

    /** @throws TunnelException that says what to do */
    void open() {
        String making = "sudo ip tuntap add dev " + name + " mode tap user $USER && sudo ip link set " + name + " up";
        if (!exists()) {
            throw new TunnelException(
                    "tap " + name + ": no such interface (expected: one, made with '" + making + "')");
        }
        int opened = openCloneDevice();
        byte[] request = ByteBuffer.allocate(INTERFACE_REQUEST_BYTES)
                .order(ByteOrder.nativeOrder())
                .put(name.getBytes(StandardCharsets.UTF_8))
                .putShort(FLAGS_OFFSET, (short) (IFF_TAP | IFF_NO_PI))
                .array();
        try {
            int unused = LinuxCalls.ioctl(opened, TUNSETIFF, request);
            file = opened;
        } catch (LastErrorException e) {
            int unused = LinuxCalls.close(opened);
            throw switch (e.getErrorCode()) {
                case LinuxCalls.EPERM ->
                    new TunnelException(
                            "tap " + name + ": not this user's (expected: one that is, made with '" + making + "')", e);
                case LinuxCalls.EBUSY ->
                    new TunnelException("tap " + name + ": in use (expected: one that no other program holds)", e);
                case LinuxCalls.EINVAL ->
                    new TunnelException(
                            "tap " + name + ": no TAP (expected: an interface made with '" + making + "')", e);
                default -> new TunnelException("tap " + name + ": " + e.getMessage() + " (expected: a TAP)", e);
            };
        }
    }

    private boolean exists() {
        try {
            return NetworkInterface.getByName(name) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private int openCloneDevice() {
        try {
            return LinuxCalls.open(CLONE_DEVICE, LinuxCalls.O_RDWR | LinuxCalls.O_NONBLOCK | LinuxCalls.O_CLOEXEC);
        } catch (LastErrorException e) {
            String expected = switch (e.getErrorCode()) {
                case LinuxCalls.ENOENT -> "the kernel's module tun; 'sudo modprobe tun' loads it";
                case LinuxCalls.EPERM, LinuxCalls.EACCES ->
                    "the right to open it; 'sudo chmod 666 " + CLONE_DEVICE + "' gives it, to attach to"
                            + " one's own TAPs alone";
                default -> "a device that can be opened";
            };
            throw new TunnelException(CLONE_DEVICE + ": " + e.getMessage() + " (expected: " + expected + ")", e);
        }
    }

    /**
     * Waits for a frame, or to be woken.
     *
     * @param timeoutMillis -1: for ever
     * @return whether there is something to read, a failure of the TAP among it
     */
    boolean await(int timeoutMillis) {
        polled.setInt(0, file);
        polled.setShort(4, LinuxCalls.POLLIN);
        polled.setShort(6, (short) 0);
        polled.setInt(POLL_BYTES, wakeFile);
        polled.setShort(POLL_BYTES + 4, LinuxCalls.POLLIN);
        polled.setShort(POLL_BYTES + 6, (short) 0);
        try {
            int unused = LinuxCalls.poll(polled, 2, timeoutMillis);
        } catch (LastErrorException e) {
            if (e.getErrorCode() != LinuxCalls.EINTR) {
                throw e;
            }
            return false;
        }
        if (polled.getShort(POLL_BYTES + 6) != 0) {
            long unused = LinuxCalls.read(wakeFile, new byte[Long.BYTES], Long.BYTES);
        }
        // Before what it is about is looked at, so that nothing is overlooked.
        woken.set(false);
        return file >= 0 && polled.getShort(6) != 0;
    }

    /** Ends a wait, the current or the next one. Any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            byte[] one = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(1)
                    .array();
            long unused = LinuxCalls.write(wakeFile, one, one.length);
        }
    }

    /** The length of the frame read last. */
    int length() {
        return length;
    }

    Outcome read(byte[] buffer) {
        try {
            length = (int) LinuxCalls.read(file, buffer, buffer.length);
            return Outcome.DONE;
        } catch (LastErrorException e) {
            return failed(e);
        }
    }

    Outcome write(byte[] frame) {
        try {
            long unused = LinuxCalls.write(file, frame, frame.length);
            return Outcome.DONE;
        } catch (LastErrorException e) {
            return failed(e);
        }
    }

    private Outcome failed(LastErrorException e) {
        switch (e.getErrorCode()) {
            case LinuxCalls.EAGAIN, LinuxCalls.EINTR, LinuxCalls.EIO, LinuxCalls.EINVAL -> {
                return Outcome.NOT_NOW;
            }
            default -> {
                closeFile();
                return Outcome.GONE;
            }
        }
    }

    private void closeFile() {
        if (file >= 0) {
            int unused = LinuxCalls.close(file);
            file = -1;
        }
    }

    /** Nobody may {@link #wake} any more. */
    @Override
    public void close() {
        closeFile();
        int unused = LinuxCalls.close(wakeFile);
    }
}
