package labwire.netlab.console.ios;

import java.util.Optional;

/**
 * A banner as a configuration has it, between two delimiters and over as many lines as it likes: {@code banner motd ^C},
 * its lines, {@code ^C}.
 */
public final class BannerText {
    /** How a running configuration writes the delimiter: the character Ctrl-C, as it is shown. */
    public static final String DELIMITER = "^C";

    private static final char CONTROL_C = 3;

    private final String delimiter;
    private final StringBuilder text = new StringBuilder();
    private boolean closed;

    private BannerText(String delimiter) {
        this.delimiter = delimiter;
    }

    /** The banner that begins with what stands after {@code banner motd}: a delimiter, and perhaps all of it. */
    public static BannerText beginning(String rest) {
        boolean shown = rest.startsWith(DELIMITER) || rest.charAt(0) == CONTROL_C;
        String delimiter = shown ? DELIMITER : rest.substring(0, 1);
        BannerText banner = new BannerText(delimiter);
        banner.take(rest.substring(rest.startsWith(DELIMITER) ? DELIMITER.length() : 1));
        return banner;
    }

    /** The banner that a line begins, if it is a line that does; of a configuration, so with keywords spelt out. */
    static Optional<BannerText> of(String line) {
        String[] words = line.strip().split(" +", 3);
        return words.length == 3 && words[0].equals("banner") ? Optional.of(beginning(words[2])) : Optional.empty();
    }

    /** Takes what follows on the first line. */
    private void take(String more) {
        String line = more.replace(String.valueOf(CONTROL_C), DELIMITER);
        int end = line.indexOf(delimiter);
        closed = end >= 0;
        text.append(closed ? line.substring(0, end) : line);
    }

    /** Takes the next line. */
    public void addLine(String line) {
        text.append('\n');
        take(line);
    }

    /** True once the second delimiter has been read. */
    public boolean isClosed() {
        return closed;
    }

    /** As people say it. */
    public String delimiter() {
        return delimiter;
    }

    public String text() {
        return text.toString();
    }
}
