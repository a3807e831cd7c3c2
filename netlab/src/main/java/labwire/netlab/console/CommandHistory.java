package labwire.netlab.console;

import java.util.ArrayList;
import java.util.List;

/** The lines that a user has typed, those of configuration apart from the others, and a place among them. */
public final class CommandHistory {
    private final List<String> exec = new ArrayList<>();
    private final List<String> configuration = new ArrayList<>();
    private List<String> recalled = exec;
    /** The index in {@code recalled} of the line that is shown; beyond the last for the one being typed. */
    private int at;

    private String typed = "";

    /** Adds a line, unless it is empty or the same as the one before; the place is then after the last. */
    public void add(String line, boolean configuring, int limit) {
        recalled = configuring ? configuration : exec;
        boolean again = !recalled.isEmpty() && recalled.get(recalled.size() - 1).equals(line);
        if (!line.isBlank() && !again) {
            recalled.add(line);
            trim(limit);
        }
        at = recalled.size();
    }

    /** Goes to where a new line is typed. */
    public void begin(boolean configuring) {
        recalled = configuring ? configuration : exec;
        at = recalled.size();
    }

    /** The line before the place, which moves there; the present one if there is none. */
    public String previous(String present) {
        if (at == recalled.size()) {
            typed = present;
        }
        return at == 0 ? present : recalled.get(--at);
    }

    /** The line after the place; past the last, what had been typed. */
    public String next(String present) {
        if (at >= recalled.size()) {
            return present;
        }
        return ++at == recalled.size() ? typed : recalled.get(at);
    }

    /** The lines typed outside configuration, the oldest first. */
    public List<String> lines() {
        return List.copyOf(exec);
    }

    void trim(int limit) {
        for (List<String> lines : List.of(exec, configuration)) {
            while (lines.size() > limit) {
                lines.remove(0);
            }
        }
        at = Math.min(at, recalled.size());
    }
}
