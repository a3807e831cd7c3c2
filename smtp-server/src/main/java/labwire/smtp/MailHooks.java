package labwire.smtp;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import labwire.smtp.dns.MailDns;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.HookChain;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.policy.DnsBlocklist;
import labwire.smtp.policy.Greylist;
import labwire.smtp.policy.RateLimiter;
import labwire.smtp.policy.RecipientRules;

/**
 * The hooks of a server in their order: faults first, for they stand for anything that may go wrong; then rates and rules
 * about recipients, which cost nothing; then, at the port for mail from anyone alone, block lists and greylisting.
 */
final class MailHooks implements Hook {

    /** No client waits longer for a block list that does not answer. */
    private static final Duration BLOCKLIST_TIMEOUT = Duration.ofSeconds(5);

    private final Hook everywhere;
    private final Hook fromAnyone;
    /** The ports for mail from anyone; known once they are bound. */
    private volatile Set<Integer> mxPorts = Set.of();

    MailHooks(MailSettings settings, FaultRules faults, RateLimiter rates, MailDns dns, InstantSource clock) {
        everywhere = HookChain.of(List.of(faults, rates, new RecipientRules(settings.recipientRules())));
        List<Hook> strict = new ArrayList<>();
        for (String zone : settings.blocklists()) {
            strict.add(new DnsBlocklist(zone, dns, BLOCKLIST_TIMEOUT));
        }
        settings.greylisting().ifPresent(greylisting -> strict.add(new Greylist(greylisting, clock)));
        fromAnyone = HookChain.of(List.of(everywhere, HookChain.of(strict)));
    }

    void takeFromAnyoneAt(Set<Integer> ports) {
        mxPorts = Set.copyOf(ports);
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        Hook hooks = mxPorts.contains(inquiry.session().serverPort()) ? fromAnyone : everywhere;
        return hooks.decide(inquiry, executor);
    }
}
