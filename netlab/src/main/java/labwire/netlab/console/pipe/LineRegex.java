package labwire.netlab.console.pipe;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;

/**
 * A regular expression as IOS has them: {@code . * + ? ^ $ [] () | _ \}, sought anywhere in a line, case counting.
 *
 * <p>{@code _} is the beginning or end of the line, or one of space, comma, braces and parentheses. The expression
 * becomes an automaton of which all states are followed at once, so that time grows with its length times the line's
 * and no expression makes it run away.
 */
public final class LineRegex {
    /** Characters of an expression; longer ones are refused. */
    public static final int MAX_LENGTH = 512;
    /** Parentheses within parentheses. */
    static final int MAX_DEPTH = 32;

    private final RegexProgram program;

    private LineRegex(RegexProgram program) {
        this.program = program;
    }

    /** Reads an expression; empty if it is malformed, too long or too deeply nested. */
    public static Optional<LineRegex> compile(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return new RegexParser(text).parse().map(LineRegex::new);
    }

    /** True if some part of the line fits. */
    public boolean find(String line) {
        BitSet states = new BitSet(program.size());
        for (int at = 0; at <= line.length(); at++) {
            enter(states, 0, at, line);
            if (states.get(program.end())) {
                return true;
            }
            if (at == line.length()) {
                break;
            }
            BitSet next = new BitSet(program.size());
            for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
                if (program.step(state).takes(line.charAt(at))) {
                    enter(next, state + 1, at + 1, line);
                }
            }
            if (next.get(program.end())) {
                return true;
            }
            states = next;
        }
        return false;
    }

    /** Adds a state and those that are reached from it without a character. */
    private void enter(BitSet states, int first, int at, String line) {
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.push(first);
        while (!open.isEmpty()) {
            int state = open.pop();
            if (states.get(state)) {
                continue;
            }
            states.set(state);
            if (state < program.end()) {
                program.step(state).follow(state, at == 0, at == line.length(), open::push);
            }
        }
    }
}
