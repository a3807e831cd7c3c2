package labwire.netlab.routing.ospf.packet;

/**
 * An advertisement's header as a packet carries it.
 *
 * @param ageSeconds 0 to {@link LsaHeader#MAX_AGE_SECONDS}
 */
public record AgedHeader(int ageSeconds, LsaHeader header) {
    /** As {@link LsaHeader#compareRecency}, with the ages of both. */
    public int compareRecency(AgedHeader other) {
        return header.compareRecency(ageSeconds, other.header, other.ageSeconds);
    }
}
