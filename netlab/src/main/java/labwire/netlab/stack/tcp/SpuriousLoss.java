package labwire.netlab.stack.tcp;

/**
 * Whether what is being repaired was lost at all: an acknowledgment that echoes a timestamp of before the first
 * retransmission is of the original (<a href="https://www.rfc-editor.org/rfc/rfc3522#section-3.2">RFC 3522, 3.2</a>);
 * and when D-SACKs tell of every retransmission, all originals have arrived
 * (<a href="https://www.rfc-editor.org/rfc/rfc3708#section-3">RFC 3708, 3</a>).
 */
final class SpuriousLoss {
    private boolean watching;
    private boolean stamped;
    private int firstStamp;
    private int resent;

    /** A repair begins. */
    void begin() {
        watching = true;
        stamped = false;
        resent = 0;
    }

    void end() {
        watching = false;
    }

    void resent(boolean stampKnown, int stamp) {
        if (watching && resent == 0) {
            stamped = stampKnown;
            firstStamp = stamp;
        }
        resent++;
    }

    boolean isShownByEcho(int echo) {
        return watching && stamped && resent > 0 && echo - firstStamp < 0;
    }

    boolean isShownByDuplicate() {
        return watching && resent > 0 && --resent == 0;
    }
}
