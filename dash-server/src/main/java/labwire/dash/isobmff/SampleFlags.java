package labwire.dash.isobmff;

/**
 * What a fragment says of a sample, 32 bits (8.8.3.1).
 *
 * <pre>
 *   ....  ..  ..          ..          ..              ...      .         ................
 *   0     leading, depends on, is depended on, redundancy, padding, non-sync, degradation priority
 * </pre>
 */
public final class SampleFlags {
    /** Depends on no other sample. */
    public static final int SYNC = 0x0200_0000;

    /** Depends on others, and decoding cannot begin with it. */
    public static final int NON_SYNC = 0x0101_0000;

    private static final int NON_SYNC_BIT = 0x0001_0000;

    private SampleFlags() {}

    public static boolean isSync(int flags) {
        return (flags & NON_SYNC_BIT) == 0;
    }
}
