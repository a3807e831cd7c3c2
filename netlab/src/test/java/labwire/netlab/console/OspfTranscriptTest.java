package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Router;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the transcripts in {@code ospf}, {@code NODE-*.txt}: typed two minutes after three routers were started.
 *
 * <pre>
 *   R1 Gi0/1 ── 10.0.12.0/24, area 0 ── Gi0/1 R2 Gi0/2 ── 10.0.23.0/30, area 1 ── Gi0/1 R3
 * </pre>
 *
 * <p>A comment typed such as {@code ! 40 seconds later} lets that time pass; the other lines are typed in no time.
 *
 * <p>With {@code -Dlabwire.transcripts=write} the answers are written anew, to be read before they are committed.
 */
class OspfTranscriptTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "labwire", "netlab", "console", "ospf");
    private static final Pattern TYPED = Pattern.compile(
            "(?:[A-Za-z][A-Za-z0-9_-]*(?:\\(config[a-z-]*\\))?[>#]|Reset ALL OSPF processes\\? \\[no\\]: )(.*)");

    private static final Pattern PAUSE = Pattern.compile("! (\\d+) seconds later");

    private static final Map<String, String> CONFIGS = Map.of("R1", """
            hostname R1
            interface Loopback0
             ip address 1.1.1.1 255.255.255.255
            interface GigabitEthernet0/1
             ip address 10.0.12.1 255.255.255.0
             no shutdown
            interface GigabitEthernet0/3
             ip address 192.168.100.1 255.255.255.0
             no shutdown
            router ospf 1
             redistribute static metric 50 metric-type 1 subnets
             passive-interface Loopback0
             network 1.1.1.1 0.0.0.0 area 0
             network 10.0.0.0 0.255.255.255 area 0
             default-information originate always
            ip route 198.51.100.0 255.255.255.0 192.168.100.2
            """, "R2", """
            hostname R2
            interface Loopback0
             ip address 2.2.2.2 255.255.255.255
             ip ospf 1 area 0
            interface GigabitEthernet0/1
             ip address 10.0.12.2 255.255.255.0
             ip ospf 1 area 0
             no shutdown
            interface GigabitEthernet0/2
             ip address 10.0.23.1 255.255.255.252
             ip ospf network point-to-point
             ip ospf 1 area 1
             no shutdown
            router ospf 1
             area 1 range 10.3.0.0 255.255.0.0
            """, "R3", """
            hostname R3
            interface Loopback0
             ip address 10.3.0.3 255.255.255.255
            interface Loopback1
             ip address 10.3.1.3 255.255.255.255
            interface GigabitEthernet0/1
             ip address 10.0.23.2 255.255.255.252
             ip ospf network point-to-point
             no shutdown
            interface GigabitEthernet0/3
             no shutdown
            router ospf 1
             router-id 3.3.3.3
             network 10.0.0.0 0.255.255.255 area 1
            """);

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void givesTheSameTextAgain(Path file) throws IOException {
        String expected = Files.readString(file);
        List<String> typed = expected.lines()
                .map(TYPED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        assertThat(typed).isNotEmpty();
        String name = file.getFileName().toString();
        String screen;
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"))) {
            Map<String, Router> routers = build(time);
            time.runFor(Duration.ofMinutes(2));
            Router shown = Objects.requireNonNull(routers.get(name.substring(0, name.indexOf('-'))));
            screen = screen(time, IosImage.privileged(shown), typed);
        }
        if (System.getProperty("labwire.transcripts", "").equals("write")) {
            Files.writeString(file, screen);
        }
        assertThat(screen).isEqualTo(expected);
    }

    private static String screen(VirtualTime time, ConsoleSession session, List<String> typed) {
        StringBuilder screen = new StringBuilder();
        for (String line : typed) {
            screen.append(Transcript.screen(time, session, List.of(line)));
            Matcher pause = PAUSE.matcher(line);
            if (pause.matches()) {
                time.runFor(Duration.ofSeconds(Integer.parseInt(pause.group(1))));
            }
        }
        return screen.toString();
    }

    @Test
    void runningConfigurationsReloadToThemselves() {
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"))) {
            for (Router router : build(time).values()) {
                String config = IosImage.runningConfig(router);
                Router fresh = new Router(time.loop(), router.name(), new RandomStreams(1), NameSource.NONE);
                ConsoleSession session = IosImage.startup(fresh);
                config.lines()
                        .filter(line -> !line.equals("end"))
                        .forEach(line -> session.enter(line, new Silent(line)));
                assertThat(IosImage.runningConfig(fresh)).isEqualTo(config);
            }
        }
    }

    private static Map<String, Router> build(VirtualTime time) {
        RandomStreams random = new RandomStreams(1);
        Map<String, Router> routers = new LinkedHashMap<>();
        for (String name : List.of("R1", "R2", "R3")) {
            Router router = new Router(time.loop(), name, random, NameSource.NONE);
            routers.put(name, router);
            ConsoleSession session = IosImage.startup(router);
            Objects.requireNonNull(CONFIGS.get(name)).lines().forEach(line -> session.enter(line, new Silent(line)));
        }
        connect(time, random, routers, "R1", "gi0/1", "R2", "gi0/1");
        connect(time, random, routers, "R2", "gi0/2", "R3", "gi0/1");
        // A link for the static route to lead to.
        connect(time, random, routers, "R1", "gi0/3", "R3", "gi0/3");
        return routers;
    }

    private static void connect(
            VirtualTime time,
            RandomStreams random,
            Map<String, Router> routers,
            String one,
            String onePort,
            String other,
            String otherPort) {
        Cable.connect(
                time.loop(),
                Objects.requireNonNull(routers.get(one)).port(onePort).orElseThrow(),
                Objects.requireNonNull(routers.get(other)).port(otherPort).orElseThrow(),
                LinkSettings.PLAIN,
                random.stream("cable " + one + other + onePort));
    }

    /** A start-up config says nothing. */
    private record Silent(String line) implements ConsoleOutput {
        @Override
        public void print(String text) {
            throw new AssertionError(line + ": " + text);
        }

        @Override
        public void finished(CommandResult result) {}
    }
}
