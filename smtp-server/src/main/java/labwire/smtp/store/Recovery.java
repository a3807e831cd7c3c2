package labwire.smtp.store;

/**
 * What a store found when it was opened; all zero after a clean stop.
 *
 * @param replayedMessages acknowledged before, and not yet in all of their mailboxes: filed now
 * @param tornBytes at the ends of journal segments, written but never acknowledged: dropped
 */
public record Recovery(int replayedMessages, long tornBytes) {}
