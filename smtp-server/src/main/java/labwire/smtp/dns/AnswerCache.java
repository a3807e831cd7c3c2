package labwire.smtp.dns;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers for as long as they hold; the one not used for longest goes first. For one thread. */
final class AnswerCache<T> {

    private record Answer<T>(List<T> records, Instant until) {}

    private final InstantSource clock;
    private final DnsSettings settings;
    private final LinkedHashMap<String, Answer<T>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer<T>> eldest) {
            return size() > settings.maxCached();
        }
    };

    AnswerCache(InstantSource clock, DnsSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    Optional<List<T>> get(String question) {
        Answer<T> answer = answers.get(question);
        if (answer == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(answer.until())) {
            answers.remove(question);
            return Optional.empty();
        }
        return Optional.of(answer.records());
    }

    void put(String question, List<T> records, long ttlSeconds) {
        long seconds = records.isEmpty()
                ? settings.negativeTtl().toSeconds()
                : Math.min(ttlSeconds, settings.maxTtl().toSeconds());
        if (seconds > 0) {
            answers.put(question, new Answer<>(records, clock.instant().plusSeconds(seconds)));
        }
    }
}
