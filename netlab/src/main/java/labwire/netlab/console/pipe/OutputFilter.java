package labwire.netlab.console.pipe;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        COUNT,
        /** Shows nothing: all goes to a file. */
        REDIRECT,
        /** Shows nothing: all goes to the end of a file. */
        APPEND,
        /** Shows all, which goes to a file too. */
        TEE
    }

    /** Characters of output that a file takes; what comes after them is left out. */
    public static final int MAX_FILE = 4 << 20;

    private static final int OUTSIDE = Integer.MAX_VALUE;

    private final Kind kind;
    private final Predicate<String> matches;
    private final StringBuilder unfinished = new StringBuilder();
    private boolean begun;
    /** The indentation of the line whose section this is, or OUTSIDE. */
    private int sectionIndent = OUTSIDE;

    private long count;
    private @Nullable String fileName;
    private final StringBuilder file = new StringBuilder();

    /** A filter whose output goes to a file, of the name that the user gave. */
    public static OutputFilter toFile(Kind kind, String fileName) {
        OutputFilter filter = new OutputFilter(kind, line -> true);
        filter.fileName = fileName;
        return filter;
    }

    /** @param matches as a rule, {@link LineRegex#find} */
    public OutputFilter(Kind kind, Predicate<String> matches) {
        this.kind = kind;
        this.matches = matches;
    }

    public Kind kind() {
        return kind;
    }

    /** The file that the output goes to. */
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    /** What the file gets. */
    public String fileText() {
        return file.toString();
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
        if (fileName != null && file.length() + line.length() < MAX_FILE) {
            file.append(line).append('\n');
        }
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
            case REDIRECT, APPEND -> false;
            case TEE -> true;
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
