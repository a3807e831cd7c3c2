package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
