package labwire.netlab.console.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the files in {@code terminal}: whole sessions by Telnet from a host to a router, in virtual time.
 *
 * <p>{@code config:} lines at the top are the router's start-up config. After {@code >} stand keys that are typed, and
 * below them what the screen shows from the row on in which they were typed, two seconds later. With
 * {@code -Dlabwire.transcripts=write} the screens are written anew, to be read before they are committed.
 */
class TelnetTranscriptTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "labwire", "netlab", "console", "terminal");
    private static final Pattern NAMED = Pattern.compile("<([A-Za-z][A-Za-z0-9-]*)>");
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("Enter", "\r"),
            Map.entry("Tab", "\t"),
            Map.entry("Esc", "\u001b"),
            Map.entry("Up", "\u001b[A"),
            Map.entry("Down", "\u001b[B"),
            Map.entry("Right", "\u001b[C"),
            Map.entry("Left", "\u001b[D"),
            Map.entry("Backspace", "\u007f"),
            Map.entry("Ctrl-Shift-6", "\u001e"));

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void givesTheSameScreensAgain(Path file) throws IOException {
        String expected = Files.readString(file);
        List<String> lines = expected.lines().toList();
        List<String> config = lines.stream()
                .filter(line -> line.startsWith("config: "))
                .map(line -> line.substring("config: ".length()))
                .toList();
        StringBuilder played = new StringBuilder();
        lines.stream()
                .takeWhile(line -> !line.startsWith("> ") && !line.startsWith("("))
                .forEach(line -> played.append(line).append('\n'));
        try (TelnetLab lab = new TelnetLab(config)) {
            TelnetClient client = lab.connect();
            StringBuilder written = new StringBuilder(client.read());
            played.append("(connected)\n");
            rows(written).forEach(shown -> played.append("  ").append(shown).append('\n'));
            if (client.closed) {
                played.append("  (the connection is closed)\n");
            }
            for (String line : lines) {
                if (line.startsWith("> ")) {
                    int row = rows(written).size() - 1;
                    client.send(keys(line.substring(2)));
                    lab.time.runFor(Duration.ofSeconds(2));
                    written.append(client.read());
                    played.append(line).append('\n');
                    List<String> rows = rows(written);
                    rows.subList(row, rows.size())
                            .forEach(shown -> played.append("  ").append(shown).append('\n'));
                    if (client.closed) {
                        played.append("  (the connection is closed)\n");
                    }
                }
            }
        }
        String text = played.toString().replaceAll("(?m)[ ]+$", "");
        if (System.getProperty("labwire.transcripts", "").equals("write")) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(expected);
    }

    private static String keys(String notation) {
        Matcher matcher = NAMED.matcher(notation);
        StringBuilder keys = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String key = KEYS.get(name);
            if (key == null) {
                assertThat(name).startsWith("Ctrl-").hasSize(6);
                key = String.valueOf((char) (name.charAt(5) - '@'));
            }
            matcher.appendReplacement(keys, Matcher.quoteReplacement(key));
        }
        return matcher.appendTail(keys).toString();
    }

    /** What a screen without end shows: backspaces and returns carried out. */
    private static List<String> rows(CharSequence written) {
        List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        int column = 0;
        for (int i = 0; i < written.length(); i++) {
            StringBuilder row = rows.get(rows.size() - 1);
            char c = written.charAt(i);
            switch (c) {
                case '\r' -> column = 0;
                case '\n' -> rows.add(new StringBuilder());
                case '\b' -> column--;
                case '\u0007' -> {}
                default -> {
                    while (row.length() < column) {
                        row.append(' ');
                    }
                    row.replace(column, Math.min(column + 1, row.length()), String.valueOf(c));
                    column++;
                }
            }
        }
        return rows.stream().map(StringBuilder::toString).toList();
    }
}
