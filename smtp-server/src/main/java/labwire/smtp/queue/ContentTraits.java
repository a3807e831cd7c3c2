package labwire.smtp.queue;

/**
 * What a message's octets ask of the servers it goes to, found out once, when it was queued.
 *
 * @param eightBit there are octets beyond ASCII
 * @param eightBitHeader there are some in the header, so that it needs SMTPUTF8
 * @param hops {@code Received:} fields in the header
 */
public record ContentTraits(boolean eightBit, boolean eightBitHeader, int hops) {

    public static final ContentTraits PLAIN = new ContentTraits(false, false, 0);
}
