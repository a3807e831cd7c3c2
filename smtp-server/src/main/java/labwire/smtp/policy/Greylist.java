package labwire.smtp.policy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.reply.SmtpReply;

/**
 * Greylisting (<a href="https://www.rfc-editor.org/rfc/rfc6647">RFC 6647</a>): the first mail of a sender from a network
 * for a recipient is put off with 450, for servers come back and most senders of junk do not. The authenticated are never
 * put off. What is known is forgotten when the server stops.
 */
public final class Greylist implements Hook {

    private static final SmtpReply COME_BACK = SmtpReply.of(450, "4.7.1", "Greylisted, come back in some minutes");

    private record Triplet(String network, String sender, MailAddress recipient) {}

    /** @param passed whether it came back in time */
    private record Seen(long firstMillis, long lastMillis, boolean passed) {}

    private final GreylistSettings settings;
    private final InstantSource clock;
    /** The one not seen for longest first. Guarded by this. */
    private final LinkedHashMap<Triplet, Seen> triplets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Triplet, Seen> eldest) {
            return size() > settings.maxTriplets();
        }
    };

    public Greylist(GreylistSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        boolean stranger =
                inquiry instanceof Inquiry.Rcpt rcpt && inquiry.session().user().isEmpty() && !knows(rcpt);
        return executor.newSucceededFuture(stranger ? new Decision.Refuse(COME_BACK) : Decision.ACCEPT);
    }

    private synchronized boolean knows(Inquiry.Rcpt inquiry) {
        Triplet triplet = new Triplet(
                network(inquiry.session().clientAddress()),
                inquiry.session().sender().map(MailAddress::toString).orElse("").toLowerCase(Locale.ROOT),
                inquiry.recipient().address());
        long now = clock.millis();
        Seen before = triplets.get(triplet);
        Seen seen = before == null || isForgotten(before, now) ? new Seen(now, now, false) : again(before, now);
        triplets.put(triplet, seen);
        return seen.passed();
    }

    private boolean isForgotten(Seen seen, long now) {
        return seen.passed()
                ? now - seen.lastMillis() > settings.rememberFor().toMillis()
                : now - seen.firstMillis() > settings.retryWithin().toMillis();
    }

    private Seen again(Seen before, long now) {
        boolean waited = now - before.firstMillis() >= settings.delay().toMillis();
        return new Seen(before.firstMillis(), now, before.passed() || waited);
    }

    /** Large senders come back from a neighbour: the /24 of an IPv4 address, the /64 of an IPv6 one as it is written. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address.substring(0, Math.max(0, address.lastIndexOf('.')));
        }
        String[] groups = address.split(":", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < Math.min(4, groups.length) && !groups[i].isEmpty(); i++) {
            network.append(groups[i]).append(':');
        }
        return network.toString();
    }
}
