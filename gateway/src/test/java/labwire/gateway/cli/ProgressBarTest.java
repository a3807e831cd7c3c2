package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(out, terminal, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aShortWorkShowsNothing() {
        ProgressBar bar = bar(true);
        bar.show("reading", 0.2, "");
        pass(ProgressBar.PATIENCE.minusNanos(1));
        bar.show("reading", 0.9, "");
        bar.end();
        assertThat(printed()).isEmpty();
    }

    @Test
    void aLongOneRedrawsALineOnATerminal() {
        ProgressBar bar = bar(true);
        pass(ProgressBar.PATIENCE);
        bar.show("encoding 640x360", 0.5, "2.5x");
        bar.show("encoding 640x360", 0.501, "2.5x");
        pass(Duration.ofSeconds(1));
        bar.show("encoding 640x360", 1, "");
        bar.end();
        assertThat(printed())
                .startsWith("\r[###############...............]  50 %  encoding 640x360 ")
                .contains("2.5x")
                .contains("\r[##############################] 100 %")
                .endsWith("\n");
        assertThat(printed().chars().filter(c -> c == '\r').count()).isEqualTo(2);
    }

    @Test
    void elsewhereItPrintsALineAStep() {
        ProgressBar bar = bar(false);
        pass(ProgressBar.PATIENCE);
        bar.show("encoding", 0, "");
        pass(Duration.ofSeconds(5));
        bar.show("encoding", 0.5, "");
        bar.show("reading", 0.9, "");
        bar.end();
        assertThat(printed()).isEqualTo("  0 %  encoding\n 90 %  reading\n");
    }
}
