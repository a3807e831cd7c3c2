package labwire.netlab.console.pipe;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * An automaton as a list of steps; after a step comes the next, unless it is a fork. One past the last is the end.
 *
 * @param steps addressed by their index
 */
record RegexProgram(List<Step> steps) {
    int end() {
        return steps.size();
    }

    int size() {
        return steps.size() + 1;
    }

    Step step(int index) {
        return steps.get(index);
    }

    /** What the automaton does in a state. */
    sealed interface Step {
        /** True if it takes the character, and goes on to the next step. */
        default boolean takes(char c) {
            return false;
        }

        /** Gives the steps that are reached from it, at {@code index}, without a character. */
        default void follow(int index, boolean atStart, boolean atEnd, IntConsumer reached) {}
    }

    /** Takes a character of a set. */
    record Take(CharacterSet set) implements Step {
        @Override
        public boolean takes(char c) {
            return set.contains(c);
        }
    }

    /** Goes on in two places, given relative to itself. */
    record Fork(int first, int second) implements Step {
        @Override
        public void follow(int index, boolean atStart, boolean atEnd, IntConsumer reached) {
            reached.accept(index + first);
            reached.accept(index + second);
        }
    }

    /** Goes on at the line's beginning, or its end. */
    record Edge(boolean start, boolean end) implements Step {
        @Override
        public void follow(int index, boolean atStart, boolean atEnd, IntConsumer reached) {
            if (start && atStart || end && atEnd) {
                reached.accept(index + 1);
            }
        }
    }
}
