package labwire.netlab.console;

import java.util.ArrayList;
import java.util.List;

/** A typed line and its words. */
public final class CommandLine {
    /** What is typed beyond this is refused as a whole. */
    public static final int MAX_LENGTH = 4096;

    private final String text;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    CommandLine(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
                continue;
            }
            starts.add(at);
            while (at < text.length() && !isBlank(text.charAt(at))) {
                at++;
            }
            ends.add(at);
        }
    }

    private static boolean isBlank(char c) {
        return c <= ' ';
    }

    /** The number of words. */
    public int size() {
        return starts.size();
    }

    /** The word at an index from 0. */
    public String word(int index) {
        return text.substring(starts.get(index), ends.get(index));
    }

    /** From a word to the end of the line, the spaces in between as typed. */
    public String from(int index) {
        return between(index, size());
    }

    /** From a word up to, not including, another. */
    String between(int index, int end) {
        return text.substring(starts.get(index), ends.get(end - 1));
    }

    /** Where a word starts in the line; for the index after the last word, where the line ends. */
    int offset(int index) {
        return index < size() ? starts.get(index) : text.length();
    }

    String text() {
        return text;
    }
}
