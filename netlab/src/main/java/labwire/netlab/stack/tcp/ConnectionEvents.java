package labwire.netlab.stack.tcp;

/** What has happened that the application has not been told. */
final class ConnectionEvents {
    static final int CONNECTED = 1;
    static final int READABLE = 1 << 1;
    static final int INPUT_FINISHED = 1 << 2;
    static final int WRITABLE = 1 << 3;
    static final int OUTPUT_ACKNOWLEDGED = 1 << 4;
    /** R1 of RFC 9293, 3.8.3 is reached: IP hears of it, too. */
    static final int UNANSWERED = 1 << 5;

    static final int URGENT = 1 << 6;
    /** An ICMP error has come that may pass. */
    static final int UNREACHABLE = 1 << 7;

    private int raised;

    void raise(int event) {
        raised |= event;
    }

    /** Whether the event was raised; no longer after this. */
    boolean take(int event) {
        boolean was = (raised & event) != 0;
        raised &= ~event;
        return was;
    }

    void clear() {
        raised = 0;
    }
}
