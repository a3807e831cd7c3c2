package labwire.dash.abr;

/**
 * A choice.
 *
 * @param rung from 0, the lowest
 * @param reason for people, with the numbers that decided: {@code throughput 1.9 Mbit/s × 0.9 allows 1.6 Mbit/s}
 */
public record Decision(int rung, String reason) {}
