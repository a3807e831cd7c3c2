package labwire.smtp.relay;

import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import labwire.smtp.client.ClientProfile;
import labwire.smtp.client.OutgoingMessage;
import labwire.smtp.client.SenderException;
import labwire.smtp.client.SenderException.Problem;
import labwire.smtp.client.SmtpClientConnection;
import labwire.smtp.client.TlsPolicy;
import labwire.smtp.client.TransactionReport;
import labwire.smtp.client.TransactionReport.Outcome;
import labwire.smtp.envelope.DeliverBy;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.queue.QueueItem;
import labwire.smtp.reply.SmtpReply;

/**
 * One try to hand a message on to those of its recipients that are in one domain: host after host, until each recipient
 * was taken or refused for good, or no host is left. For the relay's event loop.
 */
final class DeliveryRun {

    private static final int TOO_MANY_RECIPIENTS = 452;
    /** What some servers of old say for 452 (RFC 5321 section 4.5.3.1.10). */
    private static final int TOO_MANY_RECIPIENTS_OF_OLD = 552;

    /** Hears what became of recipients, by their places in the envelope. */
    interface Ledger {
        /**
         * Decided for good, by a host or by ourselves.
         *
         * @param keepsDsn the host reports to the sender from here on
         */
        void decided(SortedMap<Integer, Verdict> verdicts, boolean keepsDsn);

        /** The run is over; these were not decided. */
        void finished(SortedMap<Integer, Verdict> undecided);
    }

    private final RelayParts parts;
    private final QueueItem item;
    private final String domain;
    private final Optional<SmartHost> smartHost;
    private final TreeMap<Integer, Recipient> open;
    private final Ledger ledger;
    private final TreeMap<Integer, Verdict> last = new TreeMap<>();
    private final ArrayDeque<Target> targets = new ArrayDeque<>();

    DeliveryRun(
            RelayParts parts, QueueItem item, String domain, SortedMap<Integer, Recipient> recipients, Ledger ledger) {
        this.parts = parts;
        this.item = item;
        this.domain = domain;
        this.smartHost = parts.settings().smartHostFor(domain);
        this.open = new TreeMap<>(recipients);
        this.ledger = ledger;
    }

    void start() {
        if (item.traits().hops() > parts.settings().limits().maxHops()) {
            giveUp(SmtpReply.of(
                    554,
                    "5.4.6",
                    "The message came by " + item.traits().hops() + " servers (expected: at most "
                            + parts.settings().limits().maxHops() + "; it is in a loop)"));
            return;
        }
        Optional<DeliverBy> by = item.message().envelope().options().deliverBy();
        if (by.isPresent()
                && by.get().returned()
                && !parts.ground().clock().instant().isBefore(by.get().deadline())) {
            giveUp(SmtpReply.of(554, "5.4.7", "The time for the delivery is over"));
            return;
        }
        parts.finder().find(domain, smartHost).addListener((Future<Found> done) -> {
            if (done.getNow() instanceof Found.Hosts hosts) {
                targets.addAll(hosts.targets());
                next();
            } else if (done.getNow() instanceof Found.Nothing nothing) {
                all(Verdict.own("", nothing.why()));
                finish();
            }
        });
    }

    private void giveUp(SmtpReply why) {
        all(Verdict.own("", why));
        finish();
    }

    private void all(Verdict verdict) {
        open.keySet().forEach(index -> last.put(index, verdict));
    }

    /** Tries the next host, if there is one and somebody is left to have the message. */
    private void next() {
        while (!open.isEmpty() && !targets.isEmpty()) {
            Target target = targets.remove();
            if (!parts.resting().contains(target.address())) {
                connect(target, policy());
                return;
            }
            all(Verdict.own(
                    target.host(), SmtpReply.of(451, "4.4.1", target + " could not be connected to a moment ago")));
        }
        finish();
    }

    private TlsPolicy policy() {
        if (item.message().envelope().options().requireTls()) {
            return TlsPolicy.VERIFIED; // RFC 8689 section 4.2.1
        }
        return smartHost.map(SmartHost::tls).orElseGet(() -> parts.settings().tlsFor(domain));
    }

    private void connect(Target target, TlsPolicy policy) {
        ClientProfile profile = new ClientProfile(
                parts.settings().hostName(),
                target.host(),
                target.address().getPort(),
                smartHost.filter(SmartHost::implicitTls).isPresent(),
                policy,
                Optional.of(parts.ground().tls()),
                smartHost.flatMap(SmartHost::credentials),
                Optional.of(parts.ground().nonces()),
                parts.settings().timeouts());
        Optional<SmtpClientConnection> waiting = parts.pool().take(target, profile);
        if (waiting.isPresent()) {
            transact(new Leg(target, profile, waiting.get(), true, new TreeSet<>()));
            return;
        }
        SmtpClientConnection.open(parts.network(), target.address(), profile)
                .addListener((Future<SmtpClientConnection> done) -> {
                    if (done.isSuccess()) {
                        parts.pool().opened(done.getNow());
                        parts.resting().remove(target.address());
                        transact(new Leg(target, profile, done.getNow(), false, new TreeSet<>()));
                    } else if (policy == TlsPolicy.OPPORTUNISTIC && isAboutTls(done.cause())) {
                        connect(target, TlsPolicy.NONE);
                    } else {
                        failed(target, done.cause());
                    }
                });
    }

    private static boolean isAboutTls(Throwable cause) {
        return cause instanceof SSLException
                || cause instanceof SenderException problem && problem.problem() == Problem.TLS;
    }

    private void failed(Target target, Throwable cause) {
        if (!(cause instanceof SenderException) && !(cause instanceof SSLException)) {
            rest(target.address());
        }
        all(Verdict.broken(target.host(), cause));
        next();
    }

    private void rest(InetSocketAddress address) {
        parts.resting().add(address);
    }

    /** A connection, and how it came about. */
    private record Leg(
            Target target,
            ClientProfile profile,
            SmtpClientConnection connection,
            boolean reused,
            Set<Integer> asked) {}

    private void transact(Leg leg) {
        int most = Math.min(
                leg.connection()
                        .offer()
                        .limit("RCPTMAX")
                        .orElse(parts.settings().limits().maxRecipientsPerTransaction()),
                parts.settings().limits().maxRecipientsPerTransaction());
        List<Integer> indexes = open.keySet().stream()
                .filter(index -> !leg.asked().contains(index))
                .limit(most)
                .toList();
        if (indexes.isEmpty()) {
            parts.pool().give(leg.target(), leg.profile(), leg.connection());
            next();
            return;
        }
        leg.asked().addAll(indexes);
        leg.connection()
                .send(message(indexes), parts.ground().blocking())
                .addListener((Future<TransactionReport> done) -> {
                    if (done.isSuccess()) {
                        reported(leg, indexes, done.getNow());
                    } else {
                        broken(leg, done.cause());
                    }
                });
    }

    private OutgoingMessage message(List<Integer> indexes) {
        var envelope = item.message().envelope();
        List<Recipient> recipients = new ArrayList<>();
        indexes.forEach(index -> recipients.add(envelope.recipients().get(index)));
        boolean utf8Addresses = envelope.senderText().chars().anyMatch(c -> c > '~')
                || recipients.stream().anyMatch(one -> one.toString().chars().anyMatch(c -> c > '~'));
        Optional<Long> seconds = envelope.options().deliverBy().map(by -> secondsUntil(by.deadline()));
        return new OutgoingMessage(
                envelope.sender(),
                envelope.options(),
                recipients,
                item.traits().eightBit(),
                utf8Addresses || envelope.options().smtpUtf8() && item.traits().eightBitHeader(),
                item.message().sizeBytes(),
                seconds,
                parts.ground().queue().content(item.id())::open);
    }

    private long secondsUntil(Instant deadline) {
        return Duration.between(parts.ground().clock().instant(), deadline).toSeconds();
    }

    private void reported(Leg leg, List<Integer> indexes, TransactionReport report) {
        TreeMap<Integer, Verdict> decided = new TreeMap<>();
        boolean someTaken = report.reply().isPositive();
        Iterator<Integer> index = indexes.iterator();
        for (Outcome outcome : report.outcomes()) {
            int place = index.next();
            Verdict verdict = outcome.local()
                    ? Verdict.own(leg.target().host(), outcome.reply())
                    : Verdict.of(leg.target().host(), outcome.reply());
            if (someTaken && isTooMany(outcome.reply())) {
                leg.asked().remove(place); // The others have it now: these can have it next, from the same host.
            } else if (verdict.kind() == Verdict.Kind.TEMPORARY || outcome.local()) {
                last.put(place, verdict); // Another host may take it.
            } else {
                decided.put(place, verdict);
                open.remove(place);
            }
        }
        if (!decided.isEmpty()) {
            ledger.decided(decided, report.keepsDsn());
        }
        if (leg.connection().isUsable()) {
            transact(leg);
        } else {
            parts.pool().give(leg.target(), leg.profile(), leg.connection());
            next();
        }
    }

    private static boolean isTooMany(SmtpReply reply) {
        return reply.code() == TOO_MANY_RECIPIENTS || reply.code() == TOO_MANY_RECIPIENTS_OF_OLD;
    }

    private void broken(Leg leg, Throwable cause) {
        parts.pool().give(leg.target(), leg.profile(), leg.connection());
        boolean maybeTaken = cause instanceof SenderException problem && problem.problem() == Problem.UNANSWERED;
        if (leg.reused() && !maybeTaken) {
            connect(leg.target(), leg.profile().tls()); // It waited for too long: a new one tells more.
            return;
        }
        all(Verdict.broken(leg.target().host(), cause));
        if (maybeTaken) {
            finish(); // The host may have it: another one must not have it too, at least not at once.
        } else {
            next();
        }
    }

    private void finish() {
        TreeMap<Integer, Verdict> undecided = new TreeMap<>();
        for (int index : open.keySet()) {
            undecided.put(
                    index,
                    last.getOrDefault(index, Verdict.own("", SmtpReply.of(451, "4.4.1", "No host could be tried"))));
        }
        // Not at once: who started the run is still at it where nothing had to be waited for.
        parts.loop().execute(() -> ledger.finished(undecided));
    }
}
