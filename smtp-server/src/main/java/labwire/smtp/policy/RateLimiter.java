package labwire.smtp.policy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/**
 * Holds clients to {@link RateLimits}: beyond them a connection is answered 421, a message or recipient 450. Is told of
 * sessions' ends as an observer.
 */
public final class RateLimiter implements Hook, MailObserver {

    /** Clients remembered; beyond them the one not seen for longest that has no session open is forgotten. */
    public static final int MAX_CLIENTS = 100_000;

    private static final SmtpReply TOO_MANY_SESSIONS =
            SmtpReply.of(421, "4.7.0", "Too many sessions from your address, try later");
    private static final SmtpReply TOO_MANY_CONNECTIONS =
            SmtpReply.of(421, "4.7.0", "Too many connections from your address, try later");
    private static final SmtpReply TOO_MANY_MESSAGES =
            SmtpReply.of(450, "4.7.1", "Too many messages from your address, try later");
    private static final SmtpReply TOO_MANY_RECIPIENTS =
            SmtpReply.of(450, "4.7.1", "Too many recipients from your address, try later");

    private static final class Client {
        private int sessions;
        private final @Nullable TokenBucket connections;
        private final @Nullable TokenBucket messages;
        private final @Nullable TokenBucket recipients;

        Client(RateLimits limits, long now) {
            connections = bucket(limits.connections(), now);
            messages = bucket(limits.messages(), now);
            recipients = bucket(limits.recipients(), now);
        }

        private static @Nullable TokenBucket bucket(Optional<Rate> rate, long now) {
            return rate.isPresent() ? new TokenBucket(rate.get(), now) : null;
        }
    }

    private final RateLimits limits;
    private final InstantSource clock;
    private final int maxClients;
    /** The one not seen for longest first. Guarded by this. */
    private final LinkedHashMap<String, Client> clients = new LinkedHashMap<>(16, 0.75f, true);
    /** The clients' addresses by session. Guarded by this; never iterated. */
    private final Map<String, String> open = new HashMap<>();

    public RateLimiter(RateLimits limits, InstantSource clock) {
        this(limits, clock, MAX_CLIENTS);
    }

    RateLimiter(RateLimits limits, InstantSource clock, int maxClients) {
        this.limits = limits;
        this.clock = clock;
        this.maxClients = maxClients;
    }

    @Override
    public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
        return executor.newSucceededFuture(decide(inquiry));
    }

    private synchronized Decision decide(Inquiry inquiry) {
        String address = inquiry.session().clientAddress();
        return switch (inquiry.stage()) {
            case CONNECT -> connect(inquiry.session().sessionId(), address);
            case MAIL -> take(client(address).messages, TOO_MANY_MESSAGES);
            case RCPT -> take(client(address).recipients, TOO_MANY_RECIPIENTS);
            case GREETING, AUTH, DATA, MESSAGE -> Decision.ACCEPT;
        };
    }

    private Decision connect(String session, String address) {
        Client client = client(address);
        if (limits.sessions().isPresent()
                && client.sessions >= limits.sessions().get()) {
            return new Decision.Refuse(TOO_MANY_SESSIONS);
        }
        Decision decision = take(client.connections, TOO_MANY_CONNECTIONS);
        if (decision == Decision.ACCEPT && open.put(session, address) == null) {
            client.sessions++;
        }
        return decision;
    }

    private Decision take(@Nullable TokenBucket bucket, SmtpReply refusal) {
        return bucket == null || bucket.take(clock.millis()) ? Decision.ACCEPT : new Decision.Refuse(refusal);
    }

    private Client client(String address) {
        Client known = clients.get(address);
        if (known != null) {
            return known;
        }
        Iterator<Client> longestUnseen = clients.values().iterator();
        while (clients.size() >= maxClients && longestUnseen.hasNext()) {
            if (longestUnseen.next().sessions == 0) {
                longestUnseen.remove();
            }
        }
        Client client = new Client(limits, clock.millis());
        clients.put(address, client);
        return client;
    }

    @Override
    public synchronized void event(MailEvent event) {
        if (event instanceof MailEvent.SessionClosed closed) {
            String address = open.remove(closed.sessionId());
            Client client = address == null ? null : clients.get(address);
            if (client != null) {
                client.sessions--;
            }
        }
    }
}
