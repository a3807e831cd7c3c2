package labwire.gateway.play;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import labwire.dash.abr.AbrRules;
import labwire.dash.player.PlayerConfig;

/**
 * What users say of a session, checked.
 *
 * @param url of the manifest, http or https
 * @param rule a name of {@link AbrRules#names}
 * @param duration of media to play; zero plays to the end
 * @param buffer up to which each medium is fetched ahead; greater than zero
 */
public record PlaySettings(URI url, String rule, Duration duration, Duration buffer) {
    public static final String DEFAULT_RULE = AbrRules.DYNAMIC.ruleName();
    public static final Duration DEFAULT_BUFFER = PlayerConfig.DEFAULT_BUFFER_TARGET;

    private static final List<String> SCHEMES = List.of("http", "https");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if one of them is not as it should be; the message is for the user
     */
    public static PlaySettings of(String url, String rule, Duration duration, Duration buffer) {
        AbrRules.named(rule);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: none, or such as 60s)");
        }
        if (buffer.isZero() || buffer.isNegative()) {
            throw new IllegalArgumentException("buffer: " + buffer + " (expected: more than none, such as 25s)");
        }
        return new PlaySettings(manifest(url), rule, duration, buffer);
    }

    private static URI manifest(String url) {
        try {
            URI parsed = new URI(url);
            if (parsed.getHost() != null && SCHEMES.contains(parsed.getScheme())) {
                return parsed;
            }
        } catch (URISyntaxException e) {
            // The same message as for what is a URI, but not such a one.
        }
        throw new IllegalArgumentException(
                "url: " + url + " (expected: a manifest's address, such as http://video:8080/demo/manifest.mpd)");
    }

    /** The player's settings so far; TLS and a sink may be added. */
    public PlayerConfig.Builder toConfig(InstantSource clock, RandomGenerator random) {
        PlayerConfig.Builder config = PlayerConfig.builder(url, clock, random)
                .rules(AbrRules.named(rule))
                .bufferTarget(buffer);
        return duration.isZero() ? config : config.playFor(duration);
    }
}
