package labwire.netlab.link;

/**
 * How a cable lets frames overtake others.
 *
 * @param chance of a frame to be held back, so that later ones overtake it, 0 to 1
 * @param delayNanos how long such a frame is held back
 */
public record Reordering(double chance, long delayNanos) {
    public static final long DEFAULT_DELAY_NANOS = 1_000_000;

    public static final Reordering NONE = new Reordering(0, DEFAULT_DELAY_NANOS);

    public Reordering {
        LinkSettings.checkChance("reorder", chance);
        LinkSettings.check("reorder delay", delayNanos, 0, LinkSettings.MAX_DELAY.toNanos(), "ns");
    }
}
