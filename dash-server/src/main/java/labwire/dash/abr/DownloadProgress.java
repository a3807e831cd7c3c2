package labwire.dash.abr;

/**
 * A download under way.
 *
 * @param elapsedSeconds since it was asked for
 * @param latencySeconds of those, the time to the first byte
 * @param bitsReceived so far
 * @param bitsTotal from its Content-Length, or nominal
 * @param samples how many pieces have arrived
 * @param state what the rule would choose by now
 */
public record DownloadProgress(
        int rung,
        double elapsedSeconds,
        double latencySeconds,
        double bitsReceived,
        double bitsTotal,
        int samples,
        AbrState state) {}
