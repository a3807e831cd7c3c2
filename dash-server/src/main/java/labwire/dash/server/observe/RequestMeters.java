package labwire.dash.server.observe;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import labwire.dash.server.http.Status;
import labwire.dash.server.site.Kind;

/** The numbers at {@code /metrics}. Safe for any thread. */
public final class RequestMeters {
    private final PrometheusMeterRegistry registry;
    private final EnumMap<Kind, KindMeters> kinds = new EnumMap<>(Kind.class);

    /** The meters of one kind of requests; its counters come as their statuses do. */
    private record KindMeters(Map<Status, Counter> requests, Counter bytes, Timer durations) {}

    public RequestMeters(InstantSource clock) {
        registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), new MeterClock(clock));
        for (Kind kind : Kind.values()) {
            Counter bytes = Counter.builder("labwire.video.body.bytes")
                    .description("Bytes of response bodies that left")
                    .tag("kind", tag(kind))
                    .register(registry);
            Timer durations = Timer.builder("labwire.video.request")
                    .description("From a request's head to its response's last byte")
                    .tag("kind", tag(kind))
                    .register(registry);
            kinds.put(kind, new KindMeters(new ConcurrentHashMap<>(), bytes, durations));
        }
    }

    /** A response has left, or been given up. */
    public void served(Kind kind, Status status, long bodyBytes, long durationNanos) {
        KindMeters meters = Objects.requireNonNull(kinds.get(kind));
        meters.requests.computeIfAbsent(status, first -> counter(kind, status)).increment();
        meters.bytes.increment((double) bodyBytes);
        meters.durations.record(durationNanos, TimeUnit.NANOSECONDS);
    }

    private Counter counter(Kind kind, Status status) {
        return Counter.builder("labwire.video.requests")
                .description("Requests by what they were for and what came of them")
                .tag("kind", tag(kind))
                .tag("status", Integer.toString(status.code()))
                .register(registry);
    }

    /** A number that only grows. */
    public <T> void watchCount(String name, String description, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, source, count).description(description).register(registry);
    }

    /** A number that goes up and down. */
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

    private static String tag(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
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
