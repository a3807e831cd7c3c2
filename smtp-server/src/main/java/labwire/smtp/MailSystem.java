package labwire.smtp;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.smtp.auth.AnyUser;
import labwire.smtp.auth.Apop;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Users;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.observe.EventLog;
import labwire.smtp.observe.MailMeters;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.observe.MailObservers;
import labwire.smtp.policy.RateLimiter;
import labwire.smtp.pop3.Pop3Config;
import labwire.smtp.pop3.Pop3Server;
import labwire.smtp.pop3.Pop3Services;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.queue.DurableQueue;
import labwire.smtp.relay.Relay;
import labwire.smtp.relay.RelayGround;
import labwire.smtp.relay.RelaySettings;
import labwire.smtp.route.CaptureRouter;
import labwire.smtp.route.DomainRouter;
import labwire.smtp.route.Router;
import labwire.smtp.session.SessionIds;
import labwire.smtp.store.MailStore;
import labwire.smtp.store.MailSummary;
import labwire.smtp.store.Quotas;
import labwire.smtp.store.StoreSetup;
import labwire.smtp.trace.SessionLog;

/**
 * A whole mail system: SMTP and POP3 servers, the store, the relay queue and the relay, with what watches and disturbs
 * them.
 *
 * <pre>
 *   SMTP ──→ hooks (faults, rates, rules, block lists, greylisting)
 *     │
 *     └──→ store ──→ mailboxes ──→ POP3
 *            ↑ │
 *    bounces │ └──→ queue ──→ relay ──→ other servers
 *            └──────────────────┘
 * </pre>
 *
 * <p>Open it, start it, stop it, close it. All methods may be called from any thread.
 */
public final class MailSystem {

    private final MailGround ground;
    private final MailSettings settings;
    private final EventExecutor timers;
    private final MailListeners listeners;
    private final FaultRules faults = new FaultRules();
    private final MailMeters meters;
    private final SessionLog sessions;
    private final MailObserver observer;
    private final MailHooks hooks;
    private final SessionIds ids;
    private final Sasl sasl;
    private final DurableQueue queue;
    private final MailStore store;

    private volatile Running running = new Running(Optional.empty(), Optional.empty(), Optional.empty());

    /** What {@link #start} started. */
    private record Running(Optional<MailServer> smtp, Optional<Pop3Server> pop3, Optional<Relay> relay) {}

    private MailSystem(MailGround ground, MailSettings settings, MailPorts ports) throws IOException {
        this.ground = ground;
        this.settings = settings;
        timers = ground.servers().config().group().next();
        listeners = new MailListeners(ports, settings);
        settings.faults().forEach(faults::add);
        meters = new MailMeters(ground.clock());
        sessions = new SessionLog(ground.clock(), settings.transcripts());
        RateLimiter rates = new RateLimiter(settings.rates(), ground.clock());
        observer = MailObservers.all(List.of(rates, meters, new EventLog(ground.clock(), ground.log())));
        hooks = new MailHooks(settings, faults, rates, ground.dns(), ground.clock());
        ids = new SessionIds(ground.dice());
        sasl = users().map(users -> Sasl.of(users, settings.mechanisms(), ground.random()))
                .orElse(Sasl.NONE);
        queue = DurableQueue.open(ground.disk(), ground.diskWork(), settings.queueLimits(), observer);
        store = MailStore.open(StoreSetup.of(ground.disk(), ground.diskWork(), ground.clock())
                .withLimits(settings.storeLimits())
                .withQuotas(Quotas.each(settings.quota()))
                .withRouter(new ReleaseRouter(router()))
                .withQueue(queue)
                .withReporter(new DeliveredReports(ground.hostName(), ground.clock()))
                .withTimer(this::later)
                .withObserver(observer));
        meters.watchLevel("labwire.mail.queue", "Messages for elsewhere, waiting or held", queue, DurableQueue::size);
    }

    /**
     * Opens the queue and the store, and takes up what they left off at. Blocks.
     *
     * @throws IOException if they cannot be read or written
     * @throws IllegalArgumentException if the settings do not go together
     */
    public static MailSystem open(MailGround ground, MailSettings settings, MailPorts ports) throws IOException {
        return new MailSystem(ground, settings, ports);
    }

    private void later(Runnable task, Duration delay) {
        var unused = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Anybody may log in under <em>capture</em> without users, nobody under <em>domains</em>. */
    private Optional<Users> users() {
        Optional<Users> configured = settings.users().map(Users.class::cast);
        return settings.policy() instanceof Policy.Capture
                ? configured.or(() -> Optional.of(new AnyUser()))
                : configured;
    }

    private Router router() {
        if (settings.policy() instanceof Policy.Domains domains) {
            return new DomainRouter(
                    domains.settings().withLiterals(literals()),
                    users().orElseThrow(() -> new IllegalArgumentException(
                            "users: none (expected: a users file, under the policy domains)")));
        }
        return new CaptureRouter(((Policy.Capture) settings.policy()).settings());
    }

    private List<String> literals() {
        return ground.ownAddresses().stream()
                .map(address -> address.getHostAddress().split("%", 2)[0])
                .toList();
    }

    /** Listens, and begins to relay. If one of the ports cannot be had, nothing is left running, and the future fails. */
    public Future<Void> start() {
        EventExecutor executor = ground.servers().config().group().next();
        Promise<Void> started = executor.newPromise();
        SmtpServices services = SmtpServices.of(ground.serverTls(), ground.tlsTasks(), ground.clock(), ids)
                .withHook(hooks)
                .withSasl(sasl)
                .withTranscripts(sessions)
                .withObserver(observer);
        MailServerConfig config = new MailServerConfig(
                ground.hostName(), ground.address(), listeners.smtp(), services, settings.limits());
        MailServer.start(config, ground.servers(), store).addListener((Future<MailServer> listening) -> {
            if (listening.isSuccess()) {
                startPop3(listening.getNow(), started);
            } else {
                started.setFailure(listening.cause());
            }
        });
        return started;
    }

    private void startPop3(MailServer smtp, Promise<Void> started) {
        if (listeners.pop3().isEmpty() || users().isEmpty()) {
            begin(smtp, Optional.empty(), started);
            return;
        }
        Pop3Config config = new Pop3Config(
                ground.hostName(),
                ground.address(),
                listeners.pop3(),
                ground.serverTls(),
                settings.plaintextAuth(),
                settings.pop3Limits());
        Pop3Services services = new Pop3Services(
                store.mailboxes(),
                sasl,
                users().filter(users -> settings.apop()).map(users -> new Apop(users, ground.random())),
                hooks,
                ground.diskWork(),
                ground.tlsTasks(),
                ids,
                sessions,
                observer);
        Pop3Server.start(config, ground.servers(), services).addListener((Future<Pop3Server> listening) -> {
            if (listening.isSuccess()) {
                begin(smtp, Optional.of(listening.getNow()), started);
            } else {
                smtp.stop().addListener(stopped -> started.setFailure(listening.cause()));
            }
        });
    }

    private void begin(MailServer smtp, Optional<Pop3Server> pop3, Promise<Void> started) {
        hooks.takeFromAnyoneAt(listeners.mxPort(smtp));
        running = new Running(Optional.of(smtp), pop3, Optional.of(relay()));
        started.setSuccess(null);
    }

    private Relay relay() {
        RelaySettings relay =
                settings.relay().withHostName(ground.hostName()).withOwn(List.of(), ground.ownAddresses());
        return Relay.start(
                relay,
                new RelayGround(
                        ground.clients(),
                        queue,
                        ground.dns(),
                        store,
                        ground.clientTls(),
                        ground.clock(),
                        ground.dice(),
                        ground.random(),
                        ground.diskWork(),
                        observer));
    }

    public MailStore store() {
        return store;
    }

    public DurableQueue queue() {
        return queue;
    }

    /** To have it misbehave. */
    public FaultRules faults() {
        return faults;
    }

    /** What was said in sessions. */
    public SessionLog sessions() {
        return sessions;
    }

    public MailMeters meters() {
        return meters;
    }

    /** Sessions open now. */
    public int openSessions() {
        Running now = running;
        return now.smtp().map(MailServer::sessions).orElse(0)
                + now.pop3().map(Pop3Server::sessions).orElse(0);
    }

    /** Where it listens: {@code smtp}, {@code submission}, {@code submissions}, {@code lmtp}, {@code pop3}, {@code pop3s}. */
    public Map<String, InetSocketAddress> addresses() {
        Running now = running;
        return listeners.addresses(now.smtp(), now.pop3());
    }

    /**
     * Hands a kept message to the relay, for these recipients, whatever the policy says. Blocks while the message is read.
     *
     * @return the id it has in the queue, once it is safe there; fails with a {@link
     *     labwire.smtp.delivery.DeliveryRefusedException}
     * @throws IOException if it cannot be read, or is gone
     */
    public Future<String> release(MailSummary message, List<MailAddress> recipients, EventExecutor executor)
            throws IOException {
        return new Release(store, ground.hostName()).release(message, recipients, executor);
    }

    /**
     * Stops: no new sessions, those there are end with 421, attempts to relay end; completes when the store has settled.
     * What is not done goes on after the next start.
     */
    public Future<Void> stop() {
        EventExecutor executor = ground.servers().config().group().next();
        Promise<Void> stopped = executor.newPromise();
        Running before = running;
        Future<Void> nothing = executor.newSucceededFuture(null);
        before.relay()
                .map(Relay::stop)
                .orElse(nothing)
                .addListener(relayDone -> before.pop3()
                        .map(Pop3Server::stop)
                        .orElse(nothing)
                        .addListener(pop3Done -> before.smtp()
                                .map(MailServer::stop)
                                .orElseGet(() -> store.settle(executor))
                                .addListener((Future<Void> done) -> {
                                    if (done.isSuccess()) {
                                        stopped.setSuccess(null);
                                    } else {
                                        stopped.setFailure(done.cause());
                                    }
                                })));
        return stopped;
    }

    /** Closes the files; to be called once, after {@link #stop} has completed. Blocks. */
    public void close() throws IOException {
        store.close();
        queue.close();
    }
}
