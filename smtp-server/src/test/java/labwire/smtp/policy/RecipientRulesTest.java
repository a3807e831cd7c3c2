package labwire.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Asked;
import labwire.smtp.hook.Decision;
import labwire.smtp.policy.RecipientRules.Rule;
import labwire.smtp.reply.SmtpReply;
import org.junit.jupiter.api.Test;

class RecipientRulesTest {

    @Test
    void theFirstRuleThatMatchesDecides() {
        Decision gone = new Decision.Refuse(SmtpReply.of(550, "5.1.6", "Moved away"));
        Asked rules = new Asked(new RecipientRules(List.of(
                new Rule(new AddressPattern("postmaster@*"), Decision.ACCEPT),
                new Rule(new AddressPattern("*@old.example"), gone),
                new Rule(new AddressPattern("trap@*"), Decision.DISCARD))));

        assertThat(rules.now(Asked.rcpt("postmaster@old.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(rules.now(Asked.rcpt("bob@old.example"))).isEqualTo(gone);
        assertThat(rules.now(Asked.rcpt("trap@new.example"))).isEqualTo(Decision.DISCARD);
        assertThat(rules.now(Asked.rcpt("bob@new.example"))).isEqualTo(Decision.ACCEPT);
        assertThat(rules.now(Asked.mail("192.0.2.1", "trap@new.example"))).isEqualTo(Decision.ACCEPT);
    }
}
