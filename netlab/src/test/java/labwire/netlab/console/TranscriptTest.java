package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the transcripts in {@code transcripts}: what is typed after each prompt must give the whole text again.
 *
 * <p>{@code fresh/router-*.txt} and {@code fresh/switch-*.txt} are typed into a device of its own with an empty
 * configuration; {@code course/NODE-*.txt} into a node of the shipped lab, others into a node of the {@code lab.yaml}
 * beside them, ten seconds after it was built from seed 1.
 * A password that is typed is shown here, which a terminal does not do. With {@code -Dlabwire.transcripts=write} the
 * answers are written anew, to be read before they are committed.
 */
class TranscriptTest {
    private static final Path FOLDER =
            Path.of("src", "test", "resources", "labwire", "netlab", "console", "transcripts");
    private static final Pattern TYPED =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9_-]*(?:\\([a-z-]*config[a-z0-9-]*\\))?[>#]"
                    + "|root@[a-z0-9]+:~# |Password: |\\S.* \\[\\S*\\]\\? |\\S.*\\[confirm\\]|\\S.*\\[yes/no\\]: |.* \\? \\[no\\]: "
                    + "|(?:Protocol \\[ip\\]|Target IP(?:v6)? address|(?:Repeat|Probe) count \\[[35]\\]|Datagram size \\[100\\]"
                    + "|Timeout in seconds \\[[23]\\]|Extended commands(?: \\[n\\]|\\? \\[no\\])|Source address(?: or interface)?"
                    + "|Loose, Strict, Record, Timestamp, Verbose\\[[A-Za-z]+\\]|Source route|Number of (?:hops|timestamps) \\[ 9 \\]"
                    + "|Set DF bit in IP header\\? \\[no\\]|Numeric display(?: \\[n\\]|\\? \\[no\\])"
                    + "|M(?:in|ax)imum Time to Live \\[(?:1|30)\\]): )(.*)");

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
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
        String screen;
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"))) {
            screen = Transcript.screen(time, session(time, file), typed);
        }
        if (System.getProperty("labwire.transcripts", "").equals("write")) {
            Files.writeString(file, screen);
        }
        assertThat(screen).isEqualTo(expected);
    }

    private static ConsoleSession session(VirtualTime time, Path file) {
        String name = file.getFileName().toString();
        String node = name.substring(0, name.indexOf('-'));
        RandomStreams random = new RandomStreams(1);
        if (!file.startsWith(FOLDER.resolve("fresh"))) {
            Path labFile = file.startsWith(FOLDER.resolve("course"))
                    ? Path.of("..", "config", "lab.yaml")
                    : file.resolveSibling("lab.yaml");
            Lab lab = Lab.build(LabFileLoader.load(labFile), time.loop(), random);
            time.runFor(Duration.ofSeconds(10));
            return lab.console(lab.device(node).orElseThrow());
        }
        return IosImage.login(
                node.equals("router")
                        ? new Router(time.loop(), "Router", random, NameSource.NONE)
                        : new Switch(time.loop(), "Switch", random, NameSource.NONE));
    }
}
