package labwire.netlab.wire;

/** What became of bytes that claimed to be a frame. */
public sealed interface Decoded {
    /** A frame in which every length and every header checksum fits. */
    record Frame(EthernetFrame frame) implements Decoded {}

    /**
     * Bytes that are no frame, or whose packet or segment is broken.
     *
     * @param reason what was found and what was expected, for people
     */
    record Malformed(String reason) implements Decoded {}
}
