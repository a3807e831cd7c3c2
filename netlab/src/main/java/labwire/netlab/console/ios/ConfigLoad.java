package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import org.jspecify.annotations.Nullable;

/** Runs the lines of a configuration: what it can, up to {@code end}, telling which lines were refused. */
public final class ConfigLoad {
    /**
     * A line that was not carried out.
     *
     * @param number counted from 1
     * @param found what is wrong with it
     * @param expected what would have been right
     */
    public record RefusedLine(int number, String found, String expected) {
        @Override
        public String toString() {
            return "line " + number + ": " + found + " (expected: " + expected + ")";
        }
    }

    private final ConsoleSession session;
    private final List<RefusedLine> refused = new ArrayList<>();

    private ConfigLoad(ConsoleSession session) {
        this.session = session;
    }

    /** Runs the lines in a session that is in global configuration mode. */
    public static List<RefusedLine> run(ConsoleSession session, List<String> lines) {
        return run(session, lines, number -> {});
    }

    /** Runs the lines, telling the number of each once it has run. */
    public static List<RefusedLine> run(ConsoleSession session, List<String> lines, IntConsumer afterEach) {
        ConfigLoad load = new ConfigLoad(session);
        for (int i = 0; i < lines.size(); i++) {
            // In a banner, "end" is a word like any other.
            if (lines.get(i).strip().equals("end") && !session.isAsking()) {
                break;
            }
            load.enter(lines.get(i), i + 1);
            afterEach.accept(i + 1);
        }
        return load.refused;
    }

    private void enter(String line, int number) {
        LineEnd end = new LineEnd();
        session.enter(line, end);
        if (session.isBusy()) {
            session.interrupt();
            refused.add(new RefusedLine(number, line.strip(), "a command that ends at once"));
        } else if (end.result instanceof CommandResult.Refused result) {
            refused.add(new RefusedLine(number, result.found(), result.expected()));
        }
    }

    /** How a line has ended. */
    private static final class LineEnd implements ConsoleOutput {
        private @Nullable CommandResult result;

        @Override
        public void print(String text) {}

        @Override
        public void finished(CommandResult ended) {
            result = ended;
        }
    }
}
