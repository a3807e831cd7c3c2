package labwire.gateway.lab;

import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import labwire.dash.player.Player;
import labwire.dash.player.PlayerConfig;
import labwire.gateway.api.ApiAnswer;
import labwire.gateway.api.ApiException;
import labwire.gateway.api.ApiRequest;
import labwire.gateway.api.ApiStream;
import labwire.gateway.play.PlaySettings;
import labwire.gateway.play.PlayerEventJson;
import labwire.netlab.device.Host;
import labwire.netlab.time.RandomStreams;
import labwire.tls.ClientTls;

/** {@code /v1/play}: plays on a host of the lab, and tells of it line by line. */
final class PlayRoutes {
    private final LiveLab lab;

    PlayRoutes(LiveLab lab) {
        this.lab = lab;
    }

    CompletionStage<ApiAnswer> play(ApiRequest request) {
        String name = request.text("host");
        Host host = lab.lab()
                .host(name)
                .orElseThrow(() -> new ApiException(
                        "host: " + name + " (expected: one of " + lab.file().hostNames() + ")"));
        PlayerConfig config = config(settings(request));
        return CompletableFuture.completedStage(new ApiStream(lines -> {
            Player player = Player.start(config, host.bootstrap(), event -> lines.send(PlayerEventJson.write(event)));
            player.ended().addListener((Future<Object> ended) -> lines.end());
            return player::stop;
        }));
    }

    private static PlaySettings settings(ApiRequest request) {
        try {
            return PlaySettings.of(
                    request.text("url"),
                    request.text("rule"),
                    Duration.ofMillis(request.body().path("durationMillis").asLong()),
                    Duration.ofMillis(request.body().path("bufferMillis").asLong()));
        } catch (IllegalArgumentException e) {
            throw new ApiException(String.valueOf(e.getMessage()));
        }
    }

    private PlayerConfig config(PlaySettings settings) {
        SecureRandom random = new SecureRandom();
        ClientTls tls = lab.clientTls(random);
        return settings.toConfig(lab.loop().clock(), new RandomStreams(random.nextLong()).stream("player"))
                .tls(tls::newEngine, lab.tlsTasks())
                .build();
    }
}
