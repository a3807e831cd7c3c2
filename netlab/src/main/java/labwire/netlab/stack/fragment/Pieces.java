package labwire.netlab.stack.fragment;

import java.util.Map;
import java.util.TreeMap;
import labwire.netlab.wire.Bytes;

/**
 * What has come of a packet that was sent in fragments. Offsets and lengths are in bytes of its data. No two pieces
 * overlap (<a href="https://www.rfc-editor.org/rfc/rfc5722">RFC 5722</a>), but the same one may come again, as the last
 * one if it was that.
 */
public final class Pieces {
    private static final int UNKNOWN = -1;

    private final TreeMap<Integer, Bytes> byOffset = new TreeMap<>();
    /** Of all the data; unknown while the last fragment is missing. */
    private int length = UNKNOWN;

    private int received;

    /**
     * Whether a fragment goes together with what is there.
     *
     * @param more false for the last one
     */
    public boolean fits(int offset, int pieceLength, boolean more) {
        int end = offset + pieceLength;
        Bytes same = byOffset.get(offset);
        if (same != null) {
            return same.length() == pieceLength && more == (end != length);
        }
        if (more && pieceLength == 0 || length != UNKNOWN && (end > length || !more)) {
            return false;
        }
        Map.Entry<Integer, Bytes> before = byOffset.lowerEntry(offset);
        Integer after = byOffset.higherKey(offset);
        return (before == null || before.getKey() + before.getValue().length() <= offset)
                && (after == null || end <= after && more);
    }

    /**
     * Takes in a fragment that {@link #fits}.
     *
     * @return how many bytes of it are new: all, or none
     */
    public int add(int offset, Bytes piece, boolean more) {
        if (!more) {
            length = offset + piece.length();
        }
        if (byOffset.putIfAbsent(offset, piece) != null) {
            return 0;
        }
        received += piece.length();
        return piece.length();
    }

    /** Bytes that are here. */
    public int received() {
        return received;
    }

    public boolean isWhole() {
        return received == length;
    }

    /** The data of the whole packet, once that {@link #isWhole}. */
    public Bytes joined() {
        byte[] data = new byte[length];
        byOffset.forEach((offset, piece) -> piece.copyTo(0, data, offset, piece.length()));
        return Bytes.wrap(data);
    }

    /** Forgets what is here; it is not to become a packet any more. */
    public void clear() {
        byOffset.clear();
        received = 0;
    }
}
