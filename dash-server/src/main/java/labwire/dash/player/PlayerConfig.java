package labwire.dash.player;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import labwire.dash.abr.AbrRule;
import labwire.dash.abr.AbrRules;
import labwire.dash.player.http.HttpLimits;
import labwire.dash.player.http.HttpOrder;
import labwire.dash.player.http.TlsEngines;
import labwire.dash.session.PlayerEvent.Medium;

/** What to play and how. Immutable; made by {@link #builder}. */
public final class PlayerConfig {
    /** Ahead of the playhead. */
    public static final Duration DEFAULT_BUFFER_TARGET = Duration.ofSeconds(25);

    public static final Duration DEFAULT_START_THRESHOLD = Duration.ofSeconds(2);
    public static final Duration DEFAULT_RESUME_THRESHOLD = Duration.ofSeconds(4);
    public static final int DEFAULT_MAX_SEGMENT_BYTES = 64 << 20;

    private final Builder values;

    private PlayerConfig(Builder values) {
        this.values = values;
    }

    /**
     * Begins with the defaults.
     *
     * @param manifest absolute, http or https
     * @param clock the calendar time, for live play; the same ground as the event loop's time
     * @param random for the jitter of retries; used on the event loop alone
     * @throws IllegalArgumentException if the manifest's address is not one of http or https with a host
     */
    public static Builder builder(URI manifest, InstantSource clock, RandomGenerator random) {
        return new Builder(manifest, clock, random);
    }

    URI manifest() {
        return values.manifest;
    }

    InstantSource clock() {
        return values.clock;
    }

    RandomGenerator random() {
        return values.random;
    }

    AbrRule newRule() {
        return values.rules.get();
    }

    Set<Medium> media() {
        return EnumSet.copyOf(values.media);
    }

    String language() {
        return values.language;
    }

    String codecs() {
        return values.codecs;
    }

    Duration bufferTarget() {
        return values.bufferTarget;
    }

    Duration startThreshold() {
        return values.startThreshold;
    }

    Duration resumeThreshold() {
        return values.resumeThreshold;
    }

    Duration startAt() {
        return values.startAt;
    }

    Optional<Duration> playFor() {
        return values.playFor;
    }

    Optional<Duration> atMost() {
        return values.atMost;
    }

    Optional<Duration> liveDelay() {
        return values.liveDelay;
    }

    int maxSegmentBytes() {
        return values.maxSegmentBytes;
    }

    RetryPolicy retries() {
        return values.retries;
    }

    HttpLimits http() {
        return values.http;
    }

    Optional<TlsEngines> tls() {
        return values.tls;
    }

    Executor tlsTasks() {
        return values.tlsTasks;
    }

    MediaSink sink() {
        return values.sink;
    }

    /** Collects the settings. Each method gives the builder itself. */
    public static final class Builder implements Cloneable {
        private final URI manifest;
        private final InstantSource clock;
        private final RandomGenerator random;
        private Supplier<AbrRule> rules = AbrRules.DYNAMIC::create;
        private Set<Medium> media = EnumSet.of(Medium.VIDEO, Medium.AUDIO);
        private String language = "";
        private String codecs = "";
        private Duration bufferTarget = DEFAULT_BUFFER_TARGET;
        private Duration startThreshold = DEFAULT_START_THRESHOLD;
        private Duration resumeThreshold = DEFAULT_RESUME_THRESHOLD;
        private Duration startAt = Duration.ZERO;
        private Optional<Duration> playFor = Optional.empty();
        private Optional<Duration> atMost = Optional.empty();
        private Optional<Duration> liveDelay = Optional.empty();
        private int maxSegmentBytes = DEFAULT_MAX_SEGMENT_BYTES;
        private RetryPolicy retries = RetryPolicy.DEFAULTS;
        private HttpLimits http = HttpLimits.DEFAULTS;
        private Optional<TlsEngines> tls = Optional.empty();
        private Executor tlsTasks = Runnable::run;
        private MediaSink sink = MediaSink.NONE;

        private Builder(URI manifest, InstantSource clock, RandomGenerator random) {
            this.manifest = HttpOrder.get(manifest, 0).uri(); // Throws if it cannot be asked.
            this.clock = clock;
            this.random = random;
        }

        /** Makes a rule for each medium; DYNAMIC by default. */
        public Builder rules(Supplier<AbrRule> supplier) {
            rules = supplier;
            return this;
        }

        /** What to play of what there is; by default video and audio. Text is fetched, and never waited for. */
        public Builder media(Set<Medium> wanted) {
            if (wanted.isEmpty()) {
                throw new IllegalArgumentException("media: none (expected: one or more)");
            }
            media = EnumSet.copyOf(wanted);
            return this;
        }

        /** Preferred for audio and text, such as {@code en}; otherwise the first. */
        public Builder language(String tag) {
            language = tag;
            return this;
        }

        /** Video whose codecs begin so is preferred, such as {@code hvc1}; otherwise the first. */
        public Builder codecs(String prefix) {
            codecs = prefix;
            return this;
        }

        /** Up to where each medium is fetched ahead of the playhead. */
        public Builder bufferTarget(Duration target) {
            bufferTarget = positive("buffer target", target);
            return this;
        }

        /** What has to be buffered before playback starts; and before it goes on after a stall. */
        public Builder thresholds(Duration start, Duration resume) {
            startThreshold = positive("start threshold", start);
            resumeThreshold = positive("resume threshold", resume);
            return this;
        }

        /** Where to begin, in presentation time; of no meaning for live. */
        public Builder startAt(Duration position) {
            startAt = position;
            return this;
        }

        /** Ends after so much was played. */
        public Builder playFor(Duration media) {
            playFor = Optional.of(positive("play for", media));
            return this;
        }

        /** Ends after so long, whatever was played by then. */
        public Builder atMost(Duration session) {
            atMost = Optional.of(positive("at most", session));
            return this;
        }

        /** How far behind the live edge to play; by default as the manifest suggests. */
        public Builder liveDelay(Duration delay) {
            liveDelay = Optional.of(positive("live delay", delay));
            return this;
        }

        public Builder maxSegmentBytes(int bytes) {
            maxSegmentBytes = bytes;
            return this;
        }

        public Builder retries(RetryPolicy policy) {
            retries = policy;
            return this;
        }

        public Builder http(HttpLimits limits) {
            http = limits;
            return this;
        }

        /**
         * For https.
         *
         * @param tasks runs the long steps of handshakes
         */
        public Builder tls(TlsEngines engines, Executor tasks) {
            tls = Optional.of(engines);
            tlsTasks = tasks;
            return this;
        }

        /** Where the media go; by default nowhere. */
        public Builder sink(MediaSink target) {
            sink = target;
            return this;
        }

        public PlayerConfig build() {
            try {
                return new PlayerConfig((Builder) clone());
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: more than none)");
            }
            return value;
        }
    }
}
