package labwire.netlab.routing.ospf;

import labwire.netlab.routing.ospf.packet.AgedHeader;
import labwire.netlab.routing.ospf.packet.AgedLsa;
import labwire.netlab.routing.ospf.packet.Lsa;
import labwire.netlab.routing.ospf.packet.LsaHeader;

/** An instance of an advertisement in a database; the instance itself may be in many. */
public final class DatabaseEntry {
    private final Lsa lsa;
    private final int ageWhenInstalled;
    private final long installedNanos;

    /** True if it was flooded here, and neither asked for nor made here. */
    private final boolean flooded;

    DatabaseEntry(Lsa lsa, int ageSeconds, boolean flooded, long now) {
        this.lsa = lsa;
        this.flooded = flooded;
        ageWhenInstalled = ageSeconds;
        installedNanos = now;
    }

    public Lsa lsa() {
        return lsa;
    }

    /** In lab time. */
    public long installedNanos() {
        return installedNanos;
    }

    /** 0 to {@link LsaHeader#MAX_AGE_SECONDS}. */
    public int ageSeconds(long now) {
        long age = ageWhenInstalled + (now - installedNanos) / OspfTimes.SECOND;
        return (int) Math.min(age, LsaHeader.MAX_AGE_SECONDS);
    }

    /** True if the next instance comes too soon to be taken (RFC 2328, 13 (5a)). */
    boolean isTooYoung(long now) {
        return flooded && now - installedNanos < OspfTimes.MIN_LS_ARRIVAL;
    }

    boolean isMaxAge(long now) {
        return ageSeconds(now) >= LsaHeader.MAX_AGE_SECONDS;
    }

    /** When it will be that old, in lab time. */
    long reachesAge(int seconds) {
        return installedNanos + (seconds - ageWhenInstalled) * OspfTimes.SECOND;
    }

    AgedHeader header(long now) {
        return new AgedHeader(ageSeconds(now), lsa.header());
    }

    /** As it is sent: older by the time that the link takes (RFC 2328, 13.3). */
    AgedLsa sent(long now, int transmitDelaySeconds) {
        return new AgedLsa(Math.min(ageSeconds(now) + transmitDelaySeconds, LsaHeader.MAX_AGE_SECONDS), lsa);
    }
}
