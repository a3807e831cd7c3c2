package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import labwire.netlab.time.VirtualTime;

/** Types lines into a session in virtual time and gathers what comes back. */
public final class Transcript {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Transcript() {}

    /** What one line prints, once it has finished. */
    public static String run(VirtualTime time, ConsoleSession session, String line) {
        StringBuilder text = new StringBuilder();
        boolean[] finished = {false};
        session.enter(line, new ConsoleOutput() {
            @Override
            public void print(String more) {
                text.append(more);
            }

            @Override
            public void finished(CommandResult result) {
                finished[0] = true;
            }
        });
        assertThat(time.runUntil(() -> finished[0], LIMIT)).as("%s ends", line).isTrue();
        return text.toString();
    }

    /** What a terminal shows when these lines are typed: prompts, lines, answers. */
    public static String screen(VirtualTime time, ConsoleSession session, List<String> lines) {
        StringBuilder screen = new StringBuilder();
        for (String line : lines) {
            screen.append(session.prompt()).append(line).append('\n');
            screen.append(run(time, session, line));
        }
        return screen.toString();
    }
}
