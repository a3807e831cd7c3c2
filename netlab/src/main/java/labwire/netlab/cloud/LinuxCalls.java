package labwire.netlab.cloud;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The system calls of a 64-bit Linux that TAPs and ping sockets need, and their constants. */
final class LinuxCalls {
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x8_0000;
    /** The same bits as of {@code open}. */
    static final int EVENT_NONBLOCK_CLOEXEC = O_NONBLOCK | O_CLOEXEC;

    static final int AF_INET = 2;
    static final int IPPROTO_ICMP = 1;
    static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | O_NONBLOCK | O_CLOEXEC;

    static final short POLLIN = 1;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int EINVAL = 22;

    static {
        Native.register(LinuxCalls.class, "c");
    }

    private LinuxCalls() {}

    static native int open(String path, int flags) throws LastErrorException;

    static native int ioctl(int file, long request, byte[] argument) throws LastErrorException;

    static native long read(int file, byte[] buffer, long length) throws LastErrorException;

    static native long write(int file, byte[] buffer, long length) throws LastErrorException;

    static native int poll(Pointer files, long count, int timeoutMillis) throws LastErrorException;

    static native int eventfd(int initial, int flags) throws LastErrorException;

    static native int socket(int family, int type, int protocol) throws LastErrorException;

    static native int close(int file) throws LastErrorException;
}
