package labwire.netlab.console;

import java.util.List;

/** The answer to {@code ?}. */
final class HelpText {
    private static final int LINE_WIDTH = 79;
    private static final int GAP = 2;

    private HelpText() {}

    /** After a word, the words that it begins, in columns; after a space, a line of help for each; then an empty line. */
    static String of(String lineSoFar, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return "% Unrecognized command\n";
        }
        boolean inWord = !lineSoFar.isEmpty() && lineSoFar.charAt(lineSoFar.length() - 1) > ' ';
        boolean inKeyword = inWord && candidates.get(0).kind() == Candidate.Kind.KEYWORD;
        return (inKeyword ? columns(candidates) : list(candidates)) + "\n";
    }

    private static String columns(List<Candidate> candidates) {
        int width = width(candidates) + GAP;
        int perLine = Math.max(1, LINE_WIDTH / width);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < candidates.size(); i++) {
            boolean last = i + 1 == candidates.size() || (i + 1) % perLine == 0;
            String word = candidates.get(i).text();
            text.append(word).append(last ? "\n" : " ".repeat(width - word.length()));
        }
        return text.toString();
    }

    private static String list(List<Candidate> candidates) {
        int width = width(candidates);
        StringBuilder text = new StringBuilder();
        for (Candidate candidate : candidates) {
            String name = candidate.text() + " ".repeat(width - candidate.text().length());
            text.append(("  " + name + "  " + candidate.help()).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<Candidate> candidates) {
        return candidates.stream().mapToInt(c -> c.text().length()).max().orElse(0);
    }
}
