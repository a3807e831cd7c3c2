package labwire.smtp.observe;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** The numbers for Prometheus. Safe for any thread. */
public final class MailMeters implements MailObserver {

    private final PrometheusMeterRegistry registry;
    private final ConcurrentMap<String, AtomicInteger> open = new ConcurrentHashMap<>();

    public MailMeters(InstantSource clock) {
        registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), new MeterClock(clock));
    }

    @Override
    public void event(MailEvent event) {
        if (event instanceof MailEvent.SessionOpened e) {
            count("sessions", "Sessions begun", "protocol", e.protocol());
            open(e.protocol()).incrementAndGet();
        } else if (event instanceof MailEvent.SessionClosed e) {
            open(e.protocol()).decrementAndGet();
            Timer.builder("labwire.mail.session")
                    .description("From a session's beginning to its end")
                    .tag("protocol", e.protocol())
                    .register(registry)
                    .record(e.lasted());
        } else if (event instanceof MailEvent.Secured e) {
            count("tls", "TLS handshakes done", "version", e.version());
        } else if (event instanceof MailEvent.Authenticated e) {
            count("authentications", "Credentials given", "protocol", e.protocol(), "result", "success");
        } else if (event instanceof MailEvent.AuthenticationFailed e) {
            count("authentications", "Credentials given", "protocol", e.protocol(), "result", "failure");
        } else if (event instanceof MailEvent.Refused e) {
            count(
                    "refusals",
                    "Commands and messages refused",
                    "stage",
                    e.stage().toLowerCase(Locale.ROOT),
                    "code",
                    Integer.toString(e.reply().code()));
        } else {
            message(event);
        }
    }

    private void message(MailEvent event) {
        if (event instanceof MailEvent.Accepted e) {
            count("accepted", "Messages taken, safe on disk");
            counter("accepted.bytes", "Octets of messages taken").increment((double) e.sizeBytes());
        } else if (event instanceof MailEvent.Filed) {
            count("filed", "Copies put into mailboxes");
        } else if (event instanceof MailEvent.Queued e) {
            counter("queued", "Recipients elsewhere that were queued for").increment(e.recipients());
        } else if (event instanceof MailEvent.Relayed) {
            count("relayed", "Recipients elsewhere whose server took the message");
        } else if (event instanceof MailEvent.Deferred) {
            count("deferred", "Tries that are to be repeated, by recipient");
        } else if (event instanceof MailEvent.Failed) {
            count("failed", "Recipients given up");
        } else if (event instanceof MailEvent.Bounced) {
            count("bounced", "Messages whose sender was told of a failure");
        } else if (event instanceof MailEvent.Deleted e) {
            counter("deleted", "Messages removed from mailboxes").increment(e.messages());
        }
    }

    private AtomicInteger open(String protocol) {
        return open.computeIfAbsent(protocol, first -> {
            AtomicInteger level = new AtomicInteger();
            Gauge.builder("labwire.mail.sessions.open", level, AtomicInteger::doubleValue)
                    .description("Sessions now")
                    .tag("protocol", protocol)
                    .strongReference(true)
                    .register(registry);
            return level;
        });
    }

    private void count(String name, String description, String... tags) {
        counter(name, description, tags).increment();
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder("labwire.mail." + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** A number that goes up and down, such as the messages in a queue. */
    public <T> void watchLevel(String name, String description, T source, ToDoubleFunction<T> level) {
        Gauge.builder(name, source, level)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** In Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }

    /** Micrometer takes the largest of late from it, and that is all. */
    private record MeterClock(InstantSource source) implements Clock {
        @Override
        public long wallTime() {
            return source.millis();
        }

        @Override
        public long monotonicTime() {
            return TimeUnit.MILLISECONDS.toNanos(source.millis());
        }
    }
}
