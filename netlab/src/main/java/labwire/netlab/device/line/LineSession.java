package labwire.netlab.device.line;

/** Somebody at a terminal line. Lab thread only. */
public final class LineSession {
    private final String location;
    private final Runnable hangUp;
    private String user = "";
    private long activeNanos;

    /**
     * @param location the peer's address; empty at the console port
     * @param hangUp what ends the session, when the line is cleared
     */
    public LineSession(String location, long nowNanos, Runnable hangUp) {
        this.location = location;
        this.hangUp = hangUp;
        activeNanos = nowNanos;
    }

    /** The name of who has logged in; empty if none was asked for, or until then. */
    public String user() {
        return user;
    }

    public void user(String newUser) {
        user = newUser;
    }

    public String location() {
        return location;
    }

    /** When something was last typed, in nanoseconds of lab time. */
    public long activeNanos() {
        return activeNanos;
    }

    public void activeNanos(long nanos) {
        activeNanos = nanos;
    }

    public void hangUp() {
        hangUp.run();
    }
}
