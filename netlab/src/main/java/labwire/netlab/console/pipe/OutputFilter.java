package labwire.netlab.console.pipe;

import java.util.Optional;
import java.util.function.Predicate;

/** Lets some of a command's lines pass. One for each run of a command. */
public final class OutputFilter {
    /** What is done with the lines that match. */
    public enum Kind {
        /** Shows them. */
        INCLUDE,
        /** Shows the others. */
        EXCLUDE,
        /** Shows the first of them and all that follows. */
        BEGIN,
        /** Shows them with the lines below them that are indented further. */
        SECTION,
        /** Shows the rest of what {@link #SECTION} shows. */
        SECTION_EXCLUDE,
        /** Shows how many they are. */
        COUNT
    }

    private static final int OUTSIDE = Integer.MAX_VALUE;

    private final Kind kind;
    private final Predicate<String> matches;
    private final StringBuilder unfinished = new StringBuilder();
    private boolean begun;
    /** The indentation of the line whose section this is, or OUTSIDE. */
    private int sectionIndent = OUTSIDE;

    private long count;

    /** @param matches as a rule, {@link LineRegex#find} */
    public OutputFilter(Kind kind, Predicate<String> matches) {
        this.kind = kind;
        this.matches = matches;
    }

    /** Takes more of the output, in pieces that need not end with a line; gives what of it is to be shown. */
    public String filter(String text) {
        StringBuilder shown = new StringBuilder();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            unfinished.append(text, start, end);
            line(unfinished.toString()).ifPresent(line -> shown.append(line).append('\n'));
            unfinished.setLength(0);
            start = end + 1;
        }
        unfinished.append(text, start, text.length());
        return shown.toString();
    }

    /** What is still to be shown once the output has ended. */
    public String finish() {
        String last = unfinished.isEmpty() ? "" : filter("\n");
        return kind == Kind.COUNT ? "Number of lines which match regexp = " + count + "\n" : last;
    }

    private Optional<String> line(String line) {
        return passes(line) ? Optional.of(line) : Optional.empty();
    }

    private boolean passes(String line) {
        return switch (kind) {
            case INCLUDE -> matches.test(line);
            case EXCLUDE -> !matches.test(line);
            case BEGIN -> {
                begun = begun || matches.test(line);
                yield begun;
            }
            case SECTION -> isInSection(line);
            case SECTION_EXCLUDE -> !isInSection(line);
            case COUNT -> {
                count += matches.test(line) ? 1 : 0;
                yield false;
            }
        };
    }

    private boolean isInSection(String line) {
        int indent = line.length() - line.stripLeading().length();
        if (indent > sectionIndent) {
            return true;
        }
        sectionIndent = matches.test(line) ? indent : OUTSIDE;
        return sectionIndent != OUTSIDE;
    }
}
