package labwire.netlab.console.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.pipe.RegexProgram.Edge;
import labwire.netlab.console.pipe.RegexProgram.Fork;
import labwire.netlab.console.pipe.RegexProgram.Step;
import labwire.netlab.console.pipe.RegexProgram.Take;

/**
 * Reads a regular expression into an automaton, by descent: alternatives of sequences of repeated atoms.
 *
 * <p>Forks are relative, so that a piece can be put anywhere in a program. A repetition is never unrolled: the program
 * is at most some four times as long as the text.
 */
final class RegexParser {
    private final String text;
    private int at;
    private int depth;
    private boolean malformed;

    RegexParser(String text) {
        this.text = text;
    }

    Optional<RegexProgram> parse() {
        List<Step> steps = alternatives();
        return malformed || at < text.length() ? Optional.empty() : Optional.of(new RegexProgram(steps));
    }

    private boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private List<Step> alternatives() {
        List<Step> steps = sequence();
        while (!malformed && sees('|')) {
            at++;
            List<Step> other = sequence();
            List<Step> both = new ArrayList<>();
            both.add(new Fork(1, steps.size() + 2));
            both.addAll(steps);
            both.add(jump(other.size() + 1));
            both.addAll(other);
            steps = both;
        }
        return steps;
    }

    private static Step jump(int distance) {
        return new Fork(distance, distance);
    }

    private List<Step> sequence() {
        List<Step> steps = new ArrayList<>();
        while (!malformed && at < text.length() && !sees('|') && !(depth > 0 && sees(')'))) {
            List<Step> atom = atom();
            while (at < text.length() && "*+?".indexOf(text.charAt(at)) >= 0) {
                atom = repeated(atom, text.charAt(at++));
            }
            steps.addAll(atom);
        }
        return steps;
    }

    private static List<Step> repeated(List<Step> atom, char sign) {
        List<Step> steps = new ArrayList<>();
        if (sign != '+') {
            steps.add(new Fork(1, atom.size() + (sign == '*' ? 2 : 1)));
        }
        steps.addAll(atom);
        if (sign == '*') {
            steps.add(jump(-atom.size() - 1));
        } else if (sign == '+') {
            steps.add(new Fork(-atom.size(), 1));
        }
        return steps;
    }

    private List<Step> atom() {
        char c = text.charAt(at++);
        return switch (c) {
            case '.' -> List.of(new Take(CharacterSet.ANY));
            case '^' -> List.of(new Edge(true, false));
            case '$' -> List.of(new Edge(false, true));
            case '_' -> List.of(new Fork(1, 3), new Edge(true, true), jump(2), new Take(CharacterSet.DELIMITER));
            case '(' -> group();
            case '[' -> set();
            case '\\' -> escaped();
            // A sign of repetition with nothing before it stands for itself.
            default -> List.of(new Take(CharacterSet.of(c)));
        };
    }

    private List<Step> group() {
        if (++depth > LineRegex.MAX_DEPTH) {
            malformed = true;
            return List.of();
        }
        List<Step> steps = alternatives();
        depth--;
        if (!sees(')')) {
            malformed = true;
        }
        at++;
        return steps;
    }

    private List<Step> escaped() {
        if (at == text.length()) {
            malformed = true;
            return List.of();
        }
        return List.of(new Take(CharacterSet.of(text.charAt(at++))));
    }

    /** {@code [a-z0-9]}, {@code [^ ]}; a bracket that comes first stands for itself. */
    private List<Step> set() {
        boolean negated = sees('^');
        if (negated) {
            at++;
        }
        StringBuilder ranges = new StringBuilder();
        do {
            if (at >= text.length()) {
                malformed = true;
                return List.of();
            }
            char first = text.charAt(at++);
            char last = first;
            if (sees('-') && at + 1 < text.length() && text.charAt(at + 1) != ']') {
                last = text.charAt(at + 1);
                at += 2;
            }
            malformed |= last < first;
            ranges.append(first).append(last);
        } while (!sees(']'));
        at++;
        return List.of(new Take(new CharacterSet(ranges.toString(), negated)));
    }
}
