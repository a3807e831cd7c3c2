package labwire.netlab.routing.ospf.packet;

/**
 * An advertisement as an update carries it.
 *
 * @param ageSeconds 0 to {@link LsaHeader#MAX_AGE_SECONDS}
 */
public record AgedLsa(int ageSeconds, Lsa lsa) {
    public boolean isMaxAge() {
        return ageSeconds >= LsaHeader.MAX_AGE_SECONDS;
    }

    public AgedHeader header() {
        return new AgedHeader(ageSeconds, lsa.header());
    }
}
