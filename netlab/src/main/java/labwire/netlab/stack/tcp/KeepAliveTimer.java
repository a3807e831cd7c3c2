package labwire.netlab.stack.tcp;

/** Asks a silent peer whether it is still there (RFC 9293, 3.8.4). */
final class KeepAliveTimer {
    private KeepAlive settings;
    private long lastHeardNanos;
    private long lastProbeNanos;
    private int probes;
    private boolean due;

    KeepAliveTimer(KeepAlive settings) {
        this.settings = settings;
    }

    void settings(KeepAlive newSettings) {
        settings = newSettings;
    }

    /** A segment came from the peer. */
    void heard(long now) {
        lastHeardNanos = now;
        probes = 0;
        due = false;
    }

    long lastHeardNanos() {
        return lastHeardNanos;
    }

    long deadlineNanos() {
        if (!settings.enabled()) {
            return TcpConnection.NEVER;
        }
        return probes == 0
                ? lastHeardNanos + settings.idle().toNanos()
                : lastProbeNanos + settings.interval().toNanos();
    }

    /**
     * Handles the timer if it is due.
     *
     * @param busy data is in flight or waiting: its retransmissions ask the same
     * @return false if the peer is to be given up
     */
    boolean expire(long now, boolean busy) {
        if (deadlineNanos() > now) {
            return true;
        }
        if (busy) {
            heard(now);
            return true;
        }
        if (probes >= settings.probes()) {
            return false;
        }
        due = true;
        probes++;
        lastProbeNanos = now;
        return true;
    }

    /** Whether a probe is to be sent now; if so, it counts as sent. */
    boolean takeProbe() {
        boolean was = due;
        due = false;
        return was;
    }
}
