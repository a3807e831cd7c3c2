package labwire.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import labwire.smtp.hook.Asked;
import labwire.smtp.hook.Decision;
import labwire.smtp.observe.MailEvent;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    private RateLimiter limiter(RateLimits limits, int maxClients) {
        return new RateLimiter(limits, now::get, maxClients);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void close(RateLimiter limiter, String session) {
        limiter.event(new MailEvent.SessionClosed(session, "smtp", "quit", Duration.ZERO));
    }

    @Test
    void oneClientsSessionsAreLimitedAndComeBackWhenTheyEnd() {
        RateLimiter limiter =
                limiter(new RateLimits(Optional.of(2), Optional.empty(), Optional.empty(), Optional.empty()), 10);
        Asked asked = new Asked(limiter);

        assertThat(asked.now(Asked.connect("1", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);
        assertThat(asked.now(Asked.connect("2", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);
        assertThat(Asked.code(asked.now(Asked.connect("3", "192.0.2.1")))).isEqualTo(421);
        assertThat(asked.now(Asked.connect("4", "192.0.2.2"))).isEqualTo(Decision.ACCEPT);
        close(limiter, "3"); // Refused, so it never counted.
        assertThat(Asked.code(asked.now(Asked.connect("5", "192.0.2.1")))).isEqualTo(421);
        close(limiter, "1");
        assertThat(asked.now(Asked.connect("6", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void aRateGivesBackEvenlyWhatWasUsed() {
        Rate twoAMinute = new Rate(2, Duration.ofMinutes(1));
        Asked asked = new Asked(limiter(
                new RateLimits(Optional.empty(), Optional.empty(), Optional.of(twoAMinute), Optional.empty()), 10));

        assertThat(asked.now(Asked.mail("192.0.2.1", "a@x.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(asked.now(Asked.mail("192.0.2.1", "a@x.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(Asked.code(asked.now(Asked.mail("192.0.2.1", "a@x.example"))))
                .isEqualTo(450);
        pass(Duration.ofSeconds(29));
        assertThat(Asked.code(asked.now(Asked.mail("192.0.2.1", "a@x.example"))))
                .isEqualTo(450);
        pass(Duration.ofSeconds(1));
        assertThat(asked.now(Asked.mail("192.0.2.1", "a@x.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(Asked.code(asked.now(Asked.mail("192.0.2.1", "a@x.example"))))
                .isEqualTo(450);
    }

    @Test
    void connectionsAndRecipientsHaveRatesOfTheirOwn() {
        Rate one = new Rate(1, Duration.ofMinutes(1));
        Asked asked = new Asked(
                limiter(new RateLimits(Optional.empty(), Optional.of(one), Optional.empty(), Optional.of(one)), 10));

        assertThat(asked.now(Asked.connect("1", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);
        assertThat(Asked.code(asked.now(Asked.connect("2", "192.0.2.1")))).isEqualTo(421);
        assertThat(asked.now(Asked.rcpt("bob@example.com"))).isEqualTo(Decision.ACCEPT);
        assertThat(Asked.code(asked.now(Asked.rcpt("carol@example.com")))).isEqualTo(450);
    }

    @Test
    void aFloodOfClientsDoesNotForgetThoseWhoAreConnected() {
        RateLimiter limiter =
                limiter(new RateLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()), 3);
        Asked asked = new Asked(limiter);
        assertThat(asked.now(Asked.connect("1", "192.0.2.1"))).isEqualTo(Decision.ACCEPT);

        for (int i = 0; i < 100; i++) {
            asked.now(Asked.connect("flood" + i, "198.51.100." + i));
            close(limiter, "flood" + i);
        }

        assertThat(Asked.code(asked.now(Asked.connect("2", "192.0.2.1")))).isEqualTo(421);
    }
}
