package labwire.netlab.routing.ospf;

import java.util.concurrent.TimeUnit;

/** The constants of RFC 2328, appendix B, and those that IOS adds, in nanoseconds. */
final class OspfTimes {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** A router tells its own advertisements anew at that age. */
    static final int REFRESH_SECONDS = 1800;
    /** Between two instances of an advertisement of one's own. */
    static final long MIN_LS_INTERVAL = 5 * SECOND;
    /** Between two instances of another's advertisement that are accepted. */
    static final long MIN_LS_ARRIVAL = SECOND;
    /** For changes of one's own links to gather, so that a router that starts tells them once (as IOS does). */
    static final long LINK_CHANGE_DELAY = TimeUnit.MILLISECONDS.toNanos(500);
    /** For advertisements to gather in one update (IOS's flood pacing). */
    static final long FLOOD_PACING = TimeUnit.MILLISECONDS.toNanos(33);
    /** For acknowledgments to gather, at most; less than any retransmission interval (RFC 2328, 13.5). */
    static final long ACKNOWLEDGMENT_DELAY = SECOND;

    static final long NEVER = Long.MAX_VALUE;

    private OspfTimes() {}
}
