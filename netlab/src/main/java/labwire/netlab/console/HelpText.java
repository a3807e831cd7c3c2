package labwire.netlab.console;

import java.util.List;
import java.util.stream.Collectors;

/** The answer to {@code ?}. */
final class HelpText {
    private HelpText() {}

    /** After a word, the words that it begins, in a row; after a space, a line of help for each. */
    static String of(String lineSoFar, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return "% Unrecognized command\n";
        }
        boolean inWord = !lineSoFar.isEmpty() && lineSoFar.charAt(lineSoFar.length() - 1) > ' ';
        if (inWord && candidates.get(0).kind() == Candidate.Kind.KEYWORD) {
            return candidates.stream().map(Candidate::text).collect(Collectors.joining("  ")) + "\n";
        }
        int width = candidates.stream().mapToInt(c -> c.text().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Candidate candidate : candidates) {
            String name = candidate.text() + " ".repeat(width - candidate.text().length());
            text.append(("  " + name + "  " + candidate.help()).stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
