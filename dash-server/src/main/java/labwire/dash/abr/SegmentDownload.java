package labwire.dash.abr;

/**
 * A finished download.
 *
 * @param startSeconds when it was asked for, on the player's clock
 * @param latencySeconds from asking to the first byte
 * @param transferSeconds from the first byte to the last
 * @param bits received, headers apart
 * @param durationSeconds of the media in it
 * @param bufferSeconds buffered when it was complete, itself included
 */
public record SegmentDownload(
        int rung,
        double startSeconds,
        double latencySeconds,
        double transferSeconds,
        double bits,
        double durationSeconds,
        double bufferSeconds) {
    /** From asking to the last byte. */
    public double totalSeconds() {
        return latencySeconds + transferSeconds;
    }

    /** Over the transfer; over all the time that it took if it came in one piece. Infinite if it took none. */
    double bitsPerSecond() {
        return bits / (transferSeconds > 0 ? transferSeconds : totalSeconds());
    }
}
