package labwire.netlab.cloud;

import com.sun.jna.LastErrorException;

/**
 * Linux's sockets for echoes, which a user may have if one of the user's groups is in {@code net.ipv4.ping_group_range}:
 * the kernel writes identifier and checksum, and hands over the answers to its own requests alone.
 */
public final class PingSocket {
    /** What lets every user have one. */
    public static final String HOW_TO_ALLOW = "sudo sysctl net.ipv4.ping_group_range=\"0 2147483647\"";

    private PingSocket() {}

    /** Whether this system lets this user have one. */
    public static boolean isAllowed() {
        try {
            int unused = LinuxCalls.close(open());
            return true;
        } catch (TunnelException e) {
            return false;
        }
    }

    /**
     * Opens one that does not block.
     *
     * @return its file, which is the caller's to close
     * @throws TunnelException if the system has none, or not for this user
     */
    public static int open() {
        try {
            return LinuxCalls.socket(
                    LinuxCalls.AF_INET, LinuxCalls.SOCK_DGRAM_NONBLOCK_CLOEXEC, LinuxCalls.IPPROTO_ICMP);
        } catch (LinkageError | LastErrorException e) {
            throw new TunnelException(
                    "ping socket: " + e.getMessage() + " (expected: Linux on 64 bits, and " + HOW_TO_ALLOW + ")", e);
        }
    }
}
