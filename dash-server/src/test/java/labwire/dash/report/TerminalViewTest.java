package labwire.dash.report;

import static labwire.dash.report.TestSession.ms;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import labwire.dash.session.PlayerEvent;
import org.junit.jupiter.api.Test;

class TerminalViewTest {
    private final StringWriter text = new StringWriter();

    private String shown(TerminalView.Form form) {
        TerminalView view = new TerminalView(new PrintWriter(text), form, 6);
        TestSession.events().forEach(view);
        return text.toString();
    }

    @Test
    void isALineEveryFiveSecondsWhereThereIsNoTerminal() {
        assertThat(shown(TerminalView.Form.PLAIN)).isEqualTo("""
                        0:00  playing from 0:00
                          0:01  400 kbit/s  ▕███████░░░░░▏  3.3 s  network 2 Mbit/s
                        0:02  video segment 3: rung 2 dropped after 50 kB for rung 1: \
                        at 500 kbit/s this segment of 2.0 s would take 6.4 s
                          0:06  400 kbit/s  ▕█████░░░░░░░▏  2.3 s  network 1 Mbit/s
                        0:08  stalled at 0:08 for want of video
                        0:09  http://video:8080/demo/v1/5.m4s?<a>&b: 503 Service Unavailable, attempt 1; again in 0.5 s
                        0:09  playing again at 0:08
                        0:09  video segment 4: tfdt 8.100 s (expected: 8.000 s)
                        0:11  the playhead jumped from 0:09 to 0:10: a gap of 0.3 s
                          0:10  100 kbit/s  ▕░░░░░░░░░░░░▏  0.0 s  network 900 kbit/s
                        0:11  ended: the asked-for time was played
                        """);
    }

    @Test
    void rewritesOneLineOnATerminal() {
        String shown = shown(TerminalView.Form.TERMINAL);
        assertThat(shown).contains("\r  0:01  400 kbit/s  ▕███████░░░░░▏  3.3 s  network 2 Mbit/s\u001b[K\r");
        assertThat(shown).contains("\u001b[K\r0:08  stalled at 0:08 for want of video\u001b[K\n");
        assertThat(shown.lines().filter(line -> line.contains("network"))).isNotEmpty();
        assertThat(shown).endsWith("\r0:11  ended: the asked-for time was played\u001b[K\n");
    }

    @Test
    void showsHowFarBehindLive() {
        TerminalView view = new TerminalView(new PrintWriter(text), TerminalView.Form.PLAIN, 6);
        view.accept(new PlayerEvent.Level(ms(1000), Duration.ofHours(2), ms(9_000), ms(0), 0, ms(6_400)));
        assertThat(text.toString())
                .isEqualTo("2:00:00  –           ▕████████████▏  9.0 s  network not measured  6.4 s behind live\n");
    }

    @Test
    void inventsNoRateForWhatTookNoTime() {
        TerminalView view = new TerminalView(new PrintWriter(text), TerminalView.Form.PLAIN, 6);
        view.accept(new PlayerEvent.Level(ms(1000), ms(1000), ms(3_000), ms(0), 382e9, ms(0)));
        assertThat(text.toString()).endsWith("network over 1 Gbit/s\n");
    }

    @Test
    void letsNoServerMoveTheCursor() {
        TerminalView view = new TerminalView(new PrintWriter(text), TerminalView.Form.TERMINAL, 6);
        view.accept(new PlayerEvent.Ended(ms(0), false, "bad\u001b[2J\r\nbye"));
        assertThat(text.toString()).isEqualTo("0:00  gave up: bad?[2J??bye\u001b[K\n");
    }
}
