package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.linux.LinuxConsole;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is typed, a session answers it and goes on. */
class ConsoleFuzzTest {
    private static final int LINES = 20_000;
    private static final List<String> WORDS = List.of(
            "0",
            "1",
            "10",
            "4094",
            "4096",
            "99999999999",
            "-1",
            "gi0/0",
            "gi0/1-3",
            "vlan 10",
            "Vlan4095",
            "eth0",
            "10.0.0.1",
            "255.255.255.0",
            "255.255.255.255",
            "0.0.0.0",
            "224.0.0.1",
            "10.0.0.0/8",
            "/",
            "1,2-1",
            "all",
            "none",
            "mail",
            "x",
            "\"",
            "'",
            "\u0000",
            "\u00e9",
            "%s",
            "no",
            "do",
            "end",
            "exit",
            "?",
            "!",
            "|");

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final RandomStreams streams = new RandomStreams(1);

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aRouterAnswersEveryLine() {
        Router router = new Router(time.loop(), "R", streams, NameSource.NONE);
        answersEveryLine(() -> IosImage.privileged(router), 1);
    }

    @Test
    void aSwitchAnswersEveryLine() {
        Switch bridge = new Switch(time.loop(), "S", streams, NameSource.NONE);
        answersEveryLine(() -> IosImage.privileged(bridge), 2);
    }

    @Test
    void aHostAnswersEveryLine() {
        Host host = new Host(time.loop(), "h", streams, List.of(InterfaceName.ethernet(0)), NameSource.NONE);
        answersEveryLine(() -> LinuxConsole.open(host), 3);
    }

    private void answersEveryLine(Supplier<ConsoleSession> sessions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ConsoleSession session = sessions.get();
        for (int i = 0; i < LINES; i++) {
            if (session.isEnded()) {
                session = sessions.get();
            }
            answers(session, line(session, random));
        }
    }

    /** Mostly words that could come next, so that lines reach deep into the graph. */
    private static String line(ConsoleSession session, SplittableRandom random) {
        StringBuilder line = new StringBuilder();
        int words = 1 + random.nextInt(8);
        for (int i = 0; i < words; i++) {
            List<Candidate> candidates = session.candidates(line.toString());
            if (candidates.isEmpty() || random.nextInt(10) == 0) {
                line.append(WORDS.get(random.nextInt(WORDS.size())));
            } else {
                Candidate candidate = candidates.get(random.nextInt(candidates.size()));
                String word = candidate.kind() == Candidate.Kind.KEYWORD
                        ? candidate.text()
                        : WORDS.get(random.nextInt(WORDS.size()));
                line.append(word, 0, random.nextInt(4) == 0 ? 1 + random.nextInt(word.length()) : word.length());
            }
            line.append(random.nextInt(20) == 0 ? "\t " : " ");
        }
        return line.toString();
    }

    private void answers(ConsoleSession session, String line) {
        int[] ends = {0};
        session.enter(line, new ConsoleOutput() {
            @Override
            public void print(String text) {}

            @Override
            public void finished(CommandResult result) {
                ends[0]++;
            }
        });
        if (session.isBusy()) {
            session.interrupt();
        }
        assertThat(ends[0]).as(line).isOne();
        assertThat(session.prompt()).isNotNull();
    }
}
