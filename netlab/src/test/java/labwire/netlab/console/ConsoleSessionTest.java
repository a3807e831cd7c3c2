package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Router;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that take their time, and lines that come meanwhile. */
class ConsoleSessionTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final Router router = new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE);
    private final ConsoleSession session = IosImage.privileged(router);
    private final StringBuilder screen = new StringBuilder();
    private final List<CommandResult> results = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void linesWaitWhileACommandRuns() {
        enter("configure terminal");
        enter("interface gi0/0");
        enter("ip address 10.0.0.1 255.255.255.0");
        enter("do ping 127.0.0.1");
        enter("end");
        enter("show nonsense");
        assertThat(session.isBusy()).isTrue();
        assertThat(session.prompt()).isEqualTo("R(config-if)#");
        assertThat(results).hasSize(3);

        time.runFor(Duration.ofSeconds(1));
        assertThat(session.isBusy()).isFalse();
        assertThat(session.prompt()).isEqualTo("R#");
        assertThat(results).hasSize(6);
        assertThat(screen).contains("Success rate is 100 percent (5/5)");
        assertThat(results.get(5)).isInstanceOf(CommandResult.Refused.class);
    }

    @Test
    void anInterruptEndsTheCommandAndTheNextLineRuns() {
        enter("ping 10.9.9.9 repeat 65535");
        enter("configure terminal");
        session.interrupt();
        assertThat(session.isBusy()).isFalse();
        assertThat(screen).contains("Success rate is 0 percent (0/0)");
        assertThat(session.prompt()).isEqualTo("R(config)#");
        session.interrupt();
        assertThat(session.prompt()).isEqualTo("R(config)#");
        time.runFor(Duration.ofMinutes(1));
        assertThat(results).hasSize(2);
    }

    @Test
    void refusesLongLinesAndTooManyWaitingOnes() {
        enter("show " + "x".repeat(CommandLine.MAX_LENGTH));
        assertThat(results.get(0)).isInstanceOf(CommandResult.Refused.class);
        enter("ping 10.9.9.9 repeat 65535");
        for (int i = 0; i < ConsoleSession.MAX_WAITING_LINES; i++) {
            enter("show version");
        }
        assertThat(results).hasSize(1);
        enter("show version");
        assertThat(results).hasSize(2);
        assertThat(results.get(1)).isInstanceOf(CommandResult.Refused.class);
        session.interrupt();
        assertThat(results).hasSize(3 + ConsoleSession.MAX_WAITING_LINES);
        assertThat(session.isBusy()).isFalse();
    }

    @Test
    void outputPassesAFilterWithoutATerminalToo() {
        enter("show running-config | include ^hostname");
        assertThat(screen.toString()).isEqualTo("hostname R\n");
        enter("show running-config | include [");
        assertThat(results.get(1)).isInstanceOf(CommandResult.Refused.class);
    }

    @Test
    void hidesWhatIsTypedForAPassword() {
        enter("configure terminal");
        enter("enable secret hidden");
        enter("end");
        enter("disable");
        assertThat(session.hidesInput()).isFalse();
        enter("enable");
        assertThat(session.hidesInput()).isTrue();
        assertThat(session.prompt()).isEqualTo("Password: ");
        session.interrupt();
        assertThat(session.prompt()).isEqualTo("R>");
    }

    @Test
    void promptsOfConfigurationModesShortenALongName() {
        enter("configure terminal");
        enter("hostname a-name-of-twenty-six-chars");
        assertThat(session.prompt()).isEqualTo("a-name-of-twenty-six(config)#");
        enter("end");
        assertThat(session.prompt()).isEqualTo("a-name-of-twenty-six-chars#");
    }

    private void enter(String line) {
        session.enter(line, new ConsoleOutput() {
            @Override
            public void print(String text) {
                screen.append(text);
            }

            @Override
            public void finished(CommandResult result) {
                results.add(result);
            }
        });
    }
}
