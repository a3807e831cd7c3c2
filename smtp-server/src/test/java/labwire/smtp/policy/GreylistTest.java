package labwire.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.hook.Asked;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Inquiry;
import org.junit.jupiter.api.Test;

class GreylistTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Asked greylist = new Asked(new Greylist(
            new GreylistSettings(Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofDays(30), 2), now::get));

    private int code(String client, String sender, String recipient) {
        return Asked.code(greylist.now(Asked.rcpt(client, sender, recipient)));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void aStrangerIsPutOffAndTakenWhenItComesBack() {
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isEqualTo(450);
        pass(Duration.ofMinutes(4));
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isEqualTo(450);
        pass(Duration.ofMinutes(1));
        assertThat(code("192.0.2.99", "a@x.example", "b@y.example")).isZero(); // a neighbour of the same network
        pass(Duration.ofDays(29));
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isZero();
        pass(Duration.ofDays(31));
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isEqualTo(450);
    }

    @Test
    void whoComesBackTooLateIsAStrangerAgain() {
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isEqualTo(450);
        pass(Duration.ofHours(5));
        assertThat(code("192.0.2.1", "a@x.example", "b@y.example")).isEqualTo(450);
    }

    @Test
    void anotherSenderNetworkOrRecipientIsAnotherStranger() {
        code("192.0.2.1", "a@x.example", "b@y.example");
        pass(Duration.ofMinutes(6));
        assertThat(code("198.51.100.1", "a@x.example", "b@y.example")).isEqualTo(450);
        assertThat(code("192.0.2.1", "", "b@y.example")).isEqualTo(450);
    }

    @Test
    void theAuthenticatedAreNeverPutOff() {
        Inquiry inquiry = new Inquiry.Rcpt(
                Asked.session("192.0.2.1", "a@x.example", Optional.of("alice")), Recipient.of("b@y.example"), 0);

        assertThat(greylist.now(inquiry)).isEqualTo(Decision.ACCEPT);
    }

    @Test
    void theTableForgetsTheOneNotSeenForLongest() {
        code("192.0.2.1", "a@x.example", "one@y.example");
        code("192.0.2.1", "a@x.example", "two@y.example");
        code("192.0.2.1", "a@x.example", "three@y.example");
        pass(Duration.ofMinutes(6));

        assertThat(code("192.0.2.1", "a@x.example", "three@y.example")).isZero();
        assertThat(code("192.0.2.1", "a@x.example", "one@y.example")).isEqualTo(450);
    }

    @Test
    void aNetworkOfVersionSixIsItsFirstHalf() {
        assertThat(Greylist.network("2001:db8:0:1:2:3:4:5")).isEqualTo(Greylist.network("2001:db8:0:1:9:9:9:9"));
        assertThat(Greylist.network("2001:db8:0:1:2:3:4:5")).isNotEqualTo(Greylist.network("2001:db8:0:2:2:3:4:5"));
    }
}
