package labwire.netlab.stack.ip6;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.LabTimer;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.NdpMessage;

/**
 * Asks whether somebody has an address already before it is used (<a
 * href="https://www.rfc-editor.org/rfc/rfc4862#section-5.4">RFC 4862, 5.4</a>): one solicitation,
 * unless told otherwise, and a second of waiting.
 */
final class DuplicateDetection {
    /** The first question of an interface waits up to so long, so that not all ask at once (RFC 4862, 5.4.2). */
    private static final long MAX_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum Step {
        /** A question is yet to be asked. To ASKED after the last one. */
        WAITING,
        /** Over when the time for answers is. */
        ASKED
    }

    /** @param left questions that are yet to be asked */
    private record Trial(Step step, int left, long deadlineNanos) {}

    /** How often an address is asked for; {@link #attempts} refuses more. */
    static final int MAX_ATTEMPTS = 600;

    private final Ip6Layer layer;
    private final Ip6Interface on;
    private final LabTimer timer;
    private final Map<Ipv6Address, Trial> trials = new LinkedHashMap<>();
    private int attempts = 1;

    DuplicateDetection(Ip6Layer layer, Ip6Interface on) {
        this.layer = layer;
        this.on = on;
        timer = layer.loop().newTimer(this::proceed);
    }

    int attempts() {
        return attempts;
    }

    void attempts(int newAttempts) {
        if (newAttempts < 0 || newAttempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempts: " + newAttempts + " (expected: 0-" + MAX_ATTEMPTS + ")");
        }
        attempts = newAttempts;
    }

    void begin(Ipv6Address address) {
        on.join(address.solicitedNode());
        if (attempts == 0) {
            on.detected(address, false);
            return;
        }
        long delay = address.isLinkLocal() ? (long) (layer.random().nextDouble() * MAX_DELAY_NANOS) : 0;
        trials.put(address, new Trial(Step.WAITING, attempts, layer.loop().now() + delay));
        arm();
    }

    /** The address is taken away. */
    void end(Ipv6Address address) {
        trials.remove(address);
        on.leave(address.solicitedNode());
    }

    void stop() {
        for (Ip6Address address : on.addresses()) {
            on.leave(address.address().solicitedNode());
        }
        trials.clear();
        timer.cancel();
    }

    /** Somebody has the address, or wants it at the same time: nobody gets it (RFC 4862, 5.4.3 and 5.4.4). */
    void heard(Ipv6Address address) {
        if (trials.remove(address) != null) {
            on.detected(address, true);
        }
    }

    private void proceed() {
        long now = layer.loop().now();
        for (Map.Entry<Ipv6Address, Trial> each : List.copyOf(trials.entrySet())) {
            Trial trial = each.getValue();
            if (trial.deadlineNanos() > now) {
                continue;
            }
            Ipv6Address address = each.getKey();
            switch (trial.step()) {
                case WAITING -> {
                    int left = trial.left() - 1;
                    Step next = left == 0 ? Step.ASKED : Step.WAITING;
                    trials.put(
                            address, new Trial(next, left, now + on.neighbors().retransmitNanos()));
                    layer.counters().count(Ip6Counter.SOLICITATIONS_SENT);
                    on.discovery()
                            .send(
                                    Ipv6Address.ANY,
                                    address.solicitedNode(),
                                    new NdpMessage.NeighborSolicitation(address.withoutZone(), Optional.empty()));
                }
                case ASKED -> {
                    trials.remove(address);
                    on.detected(address, false);
                }
            }
        }
        arm();
    }

    private void arm() {
        trials.values().stream().mapToLong(Trial::deadlineNanos).min().ifPresentOrElse(timer::arm, timer::cancel);
    }
}
