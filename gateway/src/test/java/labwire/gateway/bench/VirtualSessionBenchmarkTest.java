package labwire.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import labwire.dash.player.Player;
import labwire.dash.player.PlayerConfig;
import labwire.gateway.lab.VirtualLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long ten minutes of play take in virtual time, over the shipped lab: by the clock, and in processor time of the
 * lab's thread, which says more where others work beside it. The first session of a JVM is mostly its warming up.
 */
final class VirtualSessionBenchmarkTest {
    private static final Path LAB = Path.of("../config/lab.yaml");
    private static final Duration PLAYED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int SESSIONS = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    @Tag("bench")
    void tenMinutesOfLivePlay() throws IOException {
        for (int session = 1; session <= SESSIONS; session++) {
            try (VirtualLab lab = VirtualLab.start(LAB, session)) {
                lab.link("video:eth1", "rate", "10mbit", "delay", "20ms");
                long before = System.nanoTime();
                long busyBefore = THREADS.getCurrentThreadCpuTime();
                PlayerConfig config = PlayerConfig.builder(
                                URI.create("http://video:8080/live/demo/manifest.mpd"),
                                lab.time().clock(),
                                lab.random().stream("player"))
                        .playFor(PLAYED)
                        .build();
                Player player =
                        Player.start(config, lab.lab().host("pc1").orElseThrow().bootstrap(), event -> {});
                assertThat(lab.time().runUntil(player.ended()::isDone, PATIENCE))
                        .isTrue();
                assertThat(player.ended().getNow().complete()).isTrue();
                System.out.printf(
                        "600 s session %d in this JVM: %.2f s, %.2f s of processor time%n",
                        session,
                        (System.nanoTime() - before) / 1e9,
                        (THREADS.getCurrentThreadCpuTime() - busyBefore) / 1e9);
            }
        }
    }
}
