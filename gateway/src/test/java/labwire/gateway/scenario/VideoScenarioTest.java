package labwire.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped video scenario: the link falls in mid-play and recovers. Every rung and its reason is as in the golden file,
 * and the README's chart is that of this session. After a change that is meant, this writes both anew:
 *
 * <pre>
 *   LABWIRE_GOLDEN=write mvn -pl gateway -am test -Dtest=VideoScenarioTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class VideoScenarioTest {
    private static final Path LAB = Path.of("../config/lab.yaml");
    private static final Path SCENARIO = Path.of("../config/scenarios/video.scenario");
    private static final Path GOLDEN = Path.of("src/test/resources/labwire/gateway/scenario/video.txt");
    private static final Path CHART = Path.of("docs/video.svg");
    private static final long SEED = 7;

    private static final double FALL = 40;
    private static final double RECOVERY = 80;
    /** Eight segments at the most, of 1.92 s: what is measured is an average of several. */
    private static final double RECOVERED = RECOVERY + 15;

    private static final int LINK_KILOBITS = 500;

    /** A rung, chosen at a time; lines of a dropped download's new choice are among them. */
    private record Choice(double at, long segment, int kilobits) {
        private static final Pattern LINE =
                Pattern.compile(" *([0-9.]+) s  pc1: segment ([0-9]+): rung [0-9]+, ([0-9]+) kbit/s, .*");
    }

    @TempDir
    static Path folder;

    private static String output;

    @BeforeAll
    static void run() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(ScenarioRun.run(LAB, SCENARIO, SEED, out, Optional.of(folder)))
                .isTrue();
        output = bytes.toString(StandardCharsets.UTF_8);
        if ("write".equals(System.getenv("LABWIRE_GOLDEN"))) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, output);
            Files.copy(folder.resolve("pc1/chart.svg"), CHART, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Times apart: a byte more in the manifest moves them all by some microseconds. */
    @Test
    void everyRungAndReasonIsAsBefore() {
        assertThat(withoutTimes(output.lines().toList())).containsExactlyElementsOf(withoutTimes(lines(GOLDEN)));
    }

    @Test
    void theReadmesChartIsOfThisSession() {
        String figures = lines(GOLDEN).stream()
                .filter(line -> line.contains("mean bitrate"))
                .findFirst()
                .orElseThrow();
        assertThat(CHART).content().contains(figures.substring(figures.indexOf("mean bitrate")));
    }

    @Test
    void theRungFollowsTheLinkDownWithinTwoSegmentsAndWithoutAStall() {
        List<Choice> after = choices().stream()
                .filter(choice -> choice.at() >= FALL && choice.at() < RECOVERY)
                .toList();
        long second = after.get(0).segment() + 1;
        List<Choice> settled =
                after.stream().filter(choice -> choice.segment() >= second).toList();
        // The second segment may be begun at the old rung, and dropped.
        int fit = 0;
        while (settled.get(fit).kilobits() > LINK_KILOBITS) {
            fit++;
        }
        assertThat(settled.get(fit).segment()).isEqualTo(second);
        assertThat(settled.subList(fit, settled.size())).allMatch(choice -> choice.kilobits() <= LINK_KILOBITS);
        assertThat(output).contains(" no stalls ").doesNotContain("stalled");
    }

    @Test
    void theRungRecoversWithTheLink() {
        List<Choice> all = choices();
        int top = all.stream().mapToInt(Choice::kilobits).max().orElseThrow();
        List<Choice> end =
                all.stream().filter(choice -> choice.at() >= RECOVERED).toList();
        assertThat(end).isNotEmpty().allMatch(choice -> choice.kilobits() == top);
    }

    private static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher matcher = Choice.LINE.matcher(line);
            if (matcher.matches()) {
                choices.add(new Choice(
                        Double.parseDouble(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
            }
        }
        return choices;
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^ *[0-9.]+ s ", ""))
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(file + " (expected: the golden file; see above how it is written)", e);
        }
    }
}
