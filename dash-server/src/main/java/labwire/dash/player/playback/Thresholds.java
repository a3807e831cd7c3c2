package labwire.dash.player.playback;

/**
 * How much has to be buffered, in each medium, before playback goes.
 *
 * @param startNanos at the beginning and after a jump
 * @param resumeNanos after a stall
 */
public record Thresholds(long startNanos, long resumeNanos) {}
