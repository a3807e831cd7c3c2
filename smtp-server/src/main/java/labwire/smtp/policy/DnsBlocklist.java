package labwire.smtp.policy;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.smtp.dns.MailDns;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.reply.SmtpReply;

/**
 * Turns away clients whose address is on a DNS block list (<a href="https://www.rfc-editor.org/rfc/rfc5782">RFC 5782</a>).
 * A list that does not answer, or answers with anything but an address in 127.0.0.0/8, lists nobody: a broken list must
 * not stop the mail.
 */
public final class DnsBlocklist implements Hook {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String zone;
    private final MailDns dns;
    private final Duration timeout;

    /**
     * @param zone the list's domain, such as {@code zen.example.org}
     * @param timeout after which a client is let in unlooked
     */
    public DnsBlocklist(String zone, MailDns dns, Duration timeout) {
        this.zone = zone;
        this.dns = dns;
        this.timeout = timeout;
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        byte[] address =
                NetUtil.createByteArrayFromIpAddressString(inquiry.session().clientAddress());
        if (!(inquiry instanceof Inquiry.Connect) || address == null) {
            return executor.newSucceededFuture(Decision.ACCEPT);
        }
        Promise<Decision> decision = executor.newPromise();
        Future<?> deadline = executor.schedule(
                () -> decision.trySuccess(Decision.ACCEPT), timeout.toMillis(), TimeUnit.MILLISECONDS);
        dns.addresses(query(address), executor).addListener((Future<List<InetAddress>> answer) -> {
            deadline.cancel(false);
            boolean listed = answer.isSuccess()
                    && answer.getNow().stream()
                            .anyMatch(found -> found.getAddress().length == 4 && found.isLoopbackAddress());
            decision.trySuccess(listed ? new Decision.Refuse(refusal(inquiry)) : Decision.ACCEPT);
        });
        return decision;
    }

    private SmtpReply refusal(Inquiry inquiry) {
        return SmtpReply.of(554, "5.7.1", inquiry.session().clientAddress() + " is listed by " + zone);
    }

    /** Octets of an IPv4 address, or half octets of an IPv6 one, last first (RFC 5782 sections 2.1 and 2.4). */
    private String query(byte[] address) {
        StringBuilder name = new StringBuilder();
        for (int i = address.length - 1; i >= 0; i--) {
            if (address.length == 4) {
                name.append(address[i] & 0xFF).append('.');
            } else {
                name.append(HEX[address[i] & 0xF]).append('.');
                name.append(HEX[address[i] >> 4 & 0xF]).append('.');
            }
        }
        return name.append(zone).toString();
    }
}
