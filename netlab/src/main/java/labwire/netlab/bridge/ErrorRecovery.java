package labwire.netlab.bridge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.LabTimer;

/** Brings ports back that were disabled for an error, some time later, if that was asked for. Lab thread only. */
public final class ErrorRecovery {
    public static final int DEFAULT_INTERVAL_SECONDS = 300;
    public static final int MIN_INTERVAL_SECONDS = 30;
    public static final int MAX_INTERVAL_SECONDS = 86_400;

    private final LabEventLoop loop;
    private final Consumer<BridgePort> recover;
    private final LabTimer timer;
    private final Set<ErrorCause> causes = EnumSet.noneOf(ErrorCause.class);
    private final Map<BridgePort, Long> due = new LinkedHashMap<>();
    private int intervalSeconds = DEFAULT_INTERVAL_SECONDS;

    ErrorRecovery(LabEventLoop loop, Consumer<BridgePort> recover) {
        this.loop = loop;
        this.recover = recover;
        timer = loop.newTimer(this::advance);
    }

    public boolean isEnabled(ErrorCause cause) {
        return causes.contains(cause);
    }

    /** Turns the recovery from errors of a kind on or off; for ports that are disabled already, too. */
    public void setEnabled(ErrorCause cause, boolean enabled, Iterable<BridgePort> ports) {
        if (enabled) {
            causes.add(cause);
        } else {
            causes.remove(cause);
        }
        for (BridgePort port : ports) {
            if (port.errorCause().filter(cause::equals).isPresent()) {
                due.remove(port);
                disabled(port, cause);
            }
        }
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    /** Sets how long a port stays disabled, {@link #MIN_INTERVAL_SECONDS} to {@link #MAX_INTERVAL_SECONDS}. */
    public void setIntervalSeconds(int seconds) {
        intervalSeconds = seconds;
    }

    /** Seconds until the port is brought back, if it is to be. */
    public OptionalLong secondsLeft(BridgePort port) {
        Long at = due.get(port);
        return at == null
                ? OptionalLong.empty()
                : OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(Math.max(0, at - loop.now())));
    }

    void disabled(BridgePort port, ErrorCause cause) {
        if (causes.contains(cause)) {
            due.put(port, loop.now() + TimeUnit.SECONDS.toNanos(intervalSeconds));
            arm();
        }
    }

    void forget(BridgePort port) {
        due.remove(port);
    }

    private void advance() {
        List<BridgePort> recovered = new ArrayList<>();
        due.forEach((port, at) -> {
            if (at <= loop.now()) {
                recovered.add(port);
            }
        });
        for (BridgePort port : recovered) {
            due.remove(port);
            recover.accept(port);
        }
        arm();
    }

    private void arm() {
        due.values().stream().min(Long::compare).ifPresent(timer::arm);
    }
}
