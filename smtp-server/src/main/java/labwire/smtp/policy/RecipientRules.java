package labwire.smtp.policy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.List;
import labwire.smtp.hook.AddressPattern;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;

/** Rules about recipients: the first whose pattern matches decides; what matches none is accepted. */
public final class RecipientRules implements Hook {

    /** Rules of one server. */
    public static final int MAX_RULES = 1_000;

    /** @param decision on mail for such an address */
    public record Rule(AddressPattern address, Decision decision) {}

    private final List<Rule> rules;

    /** @throws IllegalArgumentException if there are more than {@link #MAX_RULES} */
    public RecipientRules(List<Rule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException(
                    "recipient rules: " + rules.size() + " (expected: at most " + MAX_RULES + ")");
        }
        this.rules = List.copyOf(rules);
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        if (inquiry instanceof Inquiry.Rcpt rcpt) {
            for (Rule rule : rules) {
                if (rule.address().matches(rcpt.recipient().address())) {
                    return executor.newSucceededFuture(rule.decision());
                }
            }
        }
        return executor.newSucceededFuture(Decision.ACCEPT);
    }
}
