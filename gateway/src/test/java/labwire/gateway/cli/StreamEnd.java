package labwire.gateway.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A side of TCP connections, the lab's or the kernel's: both can do the same. It listens from the start. */
interface StreamEnd {
    int PORT = 7007;
    /** What an {@link Role#ABORT} reads before. */
    int READ_BEFORE_ABORT = 100_000;

    /** What a side does with a connection, and what it tells then. */
    enum Role {
        /** Sends its octets, ends its output, and reads to the end: the digest of what it has read. */
        FIRST,
        /** Reads to the end, then sends its octets and closes: the digest of what it has read. */
        LAST,
        /** Sends until that fails: how it failed. */
        STREAM,
        /** Reads a little, and resets the connection. */
        ABORT,
        /** Reads nothing until it is released, then to the end: the digest of what it has read. */
        HOLD
    }

    /** Takes the next connection. */
    CompletableFuture<String> accept(Role role, int bytes);

    CompletableFuture<String> connect(String address, Role role, int bytes);

    /** Lets a {@link Role#HOLD} read. */
    void release();

    /** What {@code ss -tin} tells of the connection that is established, its words apart. */
    SocketWords socket();

    static byte[] octets(long seed, int bytes) {
        byte[] octets = new byte[bytes];
        new SplittableRandom(seed).nextBytes(octets);
        return octets;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(sha256().digest(octets));
    }
}
