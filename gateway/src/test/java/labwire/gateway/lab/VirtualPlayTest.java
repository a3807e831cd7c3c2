package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import labwire.dash.abr.AbrRules;
import labwire.dash.player.Player;
import labwire.dash.player.PlayerConfig;
import labwire.dash.server.fault.FaultRule;
import labwire.dash.server.fault.FaultSyntaxException;
import labwire.dash.session.PlayerEvent;
import labwire.dash.session.PlayerEvent.Ended;
import labwire.dash.session.PlayerEvent.Flaw;
import labwire.dash.session.PlayerEvent.Jumped;
import labwire.dash.session.PlayerEvent.Level;
import labwire.dash.session.PlayerEvent.Medium;
import labwire.dash.session.PlayerEvent.RequestFailed;
import labwire.dash.session.PlayerEvent.RungChosen;
import labwire.dash.session.PlayerEvent.SegmentArrived;
import labwire.dash.session.PlayerEvent.StallBegan;
import labwire.tls.ClientTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The player on pc1 and the server on host video, over the shipped lab in virtual time. */
class VirtualPlayTest {
    private static final Path LAB = Path.of("../config/lab.yaml");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration FALL = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(70);
    private static final String DEMO = "http://video:8080/demo/manifest.mpd";
    private static final String LIVE = "http://video:8080/live/demo/manifest.mpd";

    /** A session on pc1. */
    private static final class Session {
        private final List<PlayerEvent> events = new ArrayList<>();
        private final VirtualLab lab;
        private final Player player;

        Session(VirtualLab lab, String url, UnaryOperator<PlayerConfig.Builder> settings) {
            this.lab = lab;
            PlayerConfig config = settings.apply(
                            PlayerConfig.builder(URI.create(url), lab.time().clock(), lab.random().stream("player")))
                    .build();
            player = Player.start(config, lab.lab().host("pc1").orElseThrow().bootstrap(), events::add);
        }

        void runFor(Duration duration) {
            lab.time().runFor(duration);
        }

        Ended toTheEnd() {
            assertThat(lab.time().runUntil(player.ended()::isDone, LONG)).isTrue();
            return player.ended().getNow();
        }

        <E extends PlayerEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        List<Integer> rungs() {
            return all(SegmentArrived.class).stream()
                    .filter(arrived -> arrived.medium() == Medium.VIDEO)
                    .map(SegmentArrived::rung)
                    .toList();
        }

        /** Video's choices between the fall of the link and its recovery. */
        List<RungChosen> whileLow() {
            return all(RungChosen.class).stream()
                    .filter(choice -> choice.medium() == Medium.VIDEO
                            && choice.at().compareTo(FALL) >= 0
                            && choice.at().compareTo(RECOVERY) < 0)
                    .toList();
        }

        void assertClean() {
            assertThat(all(Flaw.class)).isEmpty();
            assertThat(all(RequestFailed.class)).isEmpty();
            assertThat(all(StallBegan.class)).isEmpty();
            assertThat(all(Jumped.class)).isEmpty();
        }
    }

    private static VirtualLab settledLab(long seed) {
        VirtualLab lab = VirtualLab.start(LAB, seed);
        lab.time().runFor(Duration.ofSeconds(1));
        return lab;
    }

    @ParameterizedTest
    @CsvSource({"demo", "demo/by=timeline", "demo/by=time", "demo/periods=2"})
    void playsTheDemoToTheEndWithoutAFlaw(String title) throws IOException {
        try (VirtualLab lab = settledLab(1)) {
            lab.link("video:eth1", "rate", "4mbit", "delay", "10ms");
            Session session = new Session(lab, "http://video:8080/" + title + "/manifest.mpd", config -> config);
            assertThat(session.toTheEnd().complete()).isTrue();
            session.assertClean();
            assertThat(session.rungs()).hasSize(6).contains(4);
        }
    }

    @Test
    void playsOverTls() throws IOException {
        try (VirtualLab lab = settledLab(1)) {
            ClientTls tls = lab.clientTls("player");
            Session session = new Session(
                    lab, "https://video:8443/demo/manifest.mpd", config -> config.tls(tls::newEngine, Runnable::run));
            assertThat(session.toTheEnd().complete()).isTrue();
            session.assertClean();
        }
    }

    /** The segments' choices; a second one for the same segment is of a download that was dropped. */
    @ParameterizedTest
    @CsvSource({
        "throughput, 20",
        "bola-e, 20",
        "dynamic, 20",
        "throughput, 40",
        "bola-e, 40",
        "dynamic, 40",
    })
    void theRungFollowsTheLinkDownWithinTwoSegmentsWithoutAStallAndUpAgain(String rule, int delaySeconds)
            throws IOException {
        try (VirtualLab lab = settledLab(1)) {
            lab.link("video:eth1", "rate", "5mbit", "delay", "10ms", "queue", "64kb");
            Session session = fall(lab, rule, delaySeconds);
            List<RungChosen> after = session.whileLow();
            long second = after.get(0).segment() + 1;
            assertThat(after.stream().filter(choice -> choice.segment() == second))
                    .last()
                    .satisfies(choice -> assertThat(choice.rung()).isLessThanOrEqualTo(2));
            assertThat(after.stream().filter(choice -> choice.segment() > second))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(choice -> assertThat(choice.rung()).isLessThanOrEqualTo(2));
            assertThat(session.rungs()).last().isEqualTo(4);
            session.assertClean();
        }
    }

    @ParameterizedTest
    @CsvSource({"robust-mpc, 20", "bba-0, 20", "robust-mpc, 40", "bba-0, 40"})
    void rulesThatSpendTheBufferFollowBeforeItIsSpent(String rule, int delaySeconds) throws IOException {
        try (VirtualLab lab = settledLab(1)) {
            lab.link("video:eth1", "rate", "5mbit", "delay", "10ms", "queue", "64kb");
            Session session = fall(lab, rule, delaySeconds);
            assertThat(session.whileLow())
                    .anySatisfy(choice -> assertThat(choice.rung()).isLessThanOrEqualTo(2));
            assertThat(session.rungs()).last().isEqualTo(4);
            session.assertClean();
        }
    }

    /** Two minutes of a live stream; the link falls after 30 s, and recovers 40 s later. */
    private static Session fall(VirtualLab lab, String rule, int delaySeconds) {
        Session session = new Session(
                lab,
                "http://video:8080/live/window=120/demo/manifest.mpd",
                config -> config.rules(AbrRules.named(rule))
                        .liveDelay(Duration.ofSeconds(delaySeconds))
                        .playFor(Duration.ofMinutes(2)));
        session.runFor(FALL);
        assertThat(session.rungs()).last().isEqualTo(4);
        lab.link("video:eth1", "rate", "500kbit");
        session.runFor(RECOVERY.minus(FALL));
        lab.link("video:eth1", "rate", "5mbit");
        assertThat(session.toTheEnd().complete()).isTrue();
        return session;
    }

    @Test
    void livePlayKeepsItsDistance() throws IOException {
        try (VirtualLab lab = settledLab(1)) {
            lab.link("video:eth1", "rate", "10mbit", "delay", "20ms");
            Session session = new Session(lab, LIVE, config -> config.playFor(Duration.ofMinutes(1)));
            assertThat(session.toTheEnd().complete()).isTrue();
            session.assertClean();
            List<Level> levels = session.all(Level.class);
            Duration latency = levels.get(10).liveLatency();
            assertThat(latency).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(15));
            assertThat(levels.subList(10, levels.size()))
                    .allSatisfy(level ->
                            assertThat(level.liveLatency().minus(latency).abs()).isLessThan(Duration.ofMillis(100)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'status=503,first=2,path=*3.m4s', status 503",
        "'status=404,path=*v720/*.m4s', status 404",
        "'stall=2KB,for=60s,first=1,path=*4.m4s', STALLED",
        "'truncate=2KB,first=1,path=*2.m4s', TRUNCATED",
        "'delay=20s,first=1,path=*5.m4s', FIRST_BYTE_TIMEOUT",
    })
    void theServersFaultsAreToldAndSurvived(String fault, String reason) throws IOException, FaultSyntaxException {
        try (VirtualLab lab = settledLab(1)) {
            lab.link("video:eth1", "rate", "5mbit");
            lab.services().videoOn("video").orElseThrow().faults().add(FaultRule.parse(fault));
            Session session = new Session(lab, DEMO, config -> config);
            assertThat(session.toTheEnd().complete()).isTrue();
            assertThat(session.all(RequestFailed.class))
                    .isNotEmpty()
                    .allSatisfy(failed -> assertThat(failed.reason()).startsWith(reason));
            assertThat(session.all(Flaw.class)).isEmpty();
            assertThat(session.rungs()).hasSize(6);
        }
    }

    @Test
    void theSameSeedGivesTheSameEvents() throws IOException {
        assertThat(difficultSession(7)).isEqualTo(difficultSession(7)).isNotEqualTo(difficultSession(8));
    }

    private static List<PlayerEvent> difficultSession(long seed) throws IOException {
        try (VirtualLab lab = settledLab(seed)) {
            lab.link("video:eth1", "rate", "2mbit", "delay", "30ms", "loss", "1%");
            Session session = new Session(lab, DEMO, config -> config);
            session.toTheEnd();
            return session.events;
        }
    }
}
