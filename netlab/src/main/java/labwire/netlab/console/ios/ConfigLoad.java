package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lines of a configuration: what it can, up to {@code end}, telling which lines were refused.
 *
 * <p>Exec commands among them, such as {@code do copy run start}, run when all else has: what they save or show is the
 * whole configuration.
 */
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
        SortedMap<Integer, String> exec = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            // In a banner, "end" is a word like any other.
            if (lines.get(i).strip().equals("end") && !session.isAsking()) {
                break;
            }
            if (isExec(lines.get(i)) && !session.isAsking()) {
                exec.put(i + 1, lines.get(i).strip());
            } else {
                load.enter(lines.get(i), i + 1);
                afterEach.accept(i + 1);
            }
        }
        exec.forEach((number, line) -> {
            load.enter(line, number);
            load.leaveQuestion(line, number);
        });
        return load.refused;
    }

    private static boolean isExec(String line) {
        return line.strip().regionMatches(true, 0, "do ", 0, 3);
    }

    /** Nobody is there to answer. */
    private void leaveQuestion(String line, int number) {
        if (session.isAsking()) {
            session.interrupt();
            refused.add(new RefusedLine(number, line, "a command that asks nothing"));
        }
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
