package labwire.smtp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.UserTable;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.policy.GreylistSettings;
import labwire.smtp.policy.RateLimits;
import labwire.smtp.policy.RecipientRules;
import labwire.smtp.pop3.Pop3Limits;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.queue.QueueLimits;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.route.CaptureSettings;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.store.MailboxQuota;
import labwire.smtp.store.StoreLimits;
import labwire.smtp.trace.SessionLogLimits;

/**
 * How a mail server is to behave; nothing here depends on where it runs.
 *
 * @param users who may log in; empty for anybody by any password under the policy <em>capture</em>, and nobody under
 *     <em>domains</em>
 * @param requireTls mail is taken under TLS alone
 * @param plaintextAuth PLAIN and LOGIN are offered without TLS too
 * @param mechanisms of AUTH; of them those are offered that the users' secrets allow
 * @param apop whether POP3 offers APOP, which is as weak as MD5 and needs passwords that are known plainly
 * @param recipientRules on them, before anything else is asked
 * @param blocklists the zones of DNS block lists for clients of port 25
 * @param proxies who must speak the PROXY protocol
 * @param faults in force from the start
 */
public record MailSettings(
        Policy policy,
        Optional<UserTable> users,
        boolean requireTls,
        boolean plaintextAuth,
        Set<Mechanism> mechanisms,
        boolean apop,
        SmtpLimits limits,
        Pop3Limits pop3Limits,
        StoreLimits storeLimits,
        MailboxQuota quota,
        RateLimits rates,
        List<RecipientRules.Rule> recipientRules,
        Optional<GreylistSettings> greylisting,
        List<String> blocklists,
        QueueLimits queueLimits,
        RelaySettings relay,
        ProxyPeers proxies,
        List<FaultRule> faults,
        SessionLogLimits transcripts) {

    /** The policy <em>capture</em> at its plainest. */
    public static final MailSettings DEFAULTS = new MailSettings(
            new Policy.Capture(CaptureSettings.DEFAULTS),
            Optional.empty(),
            false,
            false,
            Mechanism.usual(),
            false,
            SmtpLimits.DEFAULTS,
            Pop3Limits.DEFAULTS,
            StoreLimits.DEFAULTS,
            MailboxQuota.UNLIMITED,
            RateLimits.NONE,
            List.of(),
            Optional.empty(),
            List.of(),
            QueueLimits.DEFAULTS,
            RelaySettings.DEFAULTS,
            ProxyPeers.NONE,
            List.of(),
            SessionLogLimits.DEFAULTS);

    public MailSettings {
        recipientRules = List.copyOf(recipientRules);
        blocklists = List.copyOf(blocklists);
        faults = List.copyOf(faults);
    }
}
