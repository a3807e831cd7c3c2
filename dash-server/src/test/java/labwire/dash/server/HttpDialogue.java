package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A conversation from a text file.
 *
 * <p>{@code C:} is a line from the client; its end is CRLF, unless it ends in a backslash, and then nothing. In it, {@code
 * \r}, {@code \n}, {@code \t}, {@code \xHH} and {@code \*N*c} (N times the character c) are what they say. {@code S:} is a
 * response: its status code, and words that its head or body has. {@code S: closed} is the end. {@code #} is a comment.
 */
record HttpDialogue(String name, List<Line> lines) {
    /** A line of either side. */
    record Line(boolean client, String text) {}

    static Stream<HttpDialogue> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/http-dialogues"))) {
            return files.sorted().map(HttpDialogue::read).toList().stream();
        }
    }

    private static HttpDialogue read(Path file) {
        try {
            List<Line> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("C:")) {
                    lines.add(new Line(true, unescaped(line.length() > 3 ? line.substring(3) : "")));
                } else if (line.startsWith("S: ")) {
                    lines.add(new Line(false, line.substring(3)));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    throw new IllegalArgumentException(file + ": '" + line + "' (expected: C:, S: or #)");
                }
            }
            return new HttpDialogue(file.getFileName().toString(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        boolean open = line.endsWith("\\");
        String text = open ? line.substring(0, line.length() - 1) : line;
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            switch (text.charAt(i++)) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'x' -> {
                    out.append((char) Integer.parseInt(text.substring(i, i + 2), 16));
                    i += 2;
                }
                case '*' -> {
                    int end = text.indexOf('*', i);
                    out.append(String.valueOf(text.charAt(end + 1)).repeat(Integer.parseInt(text.substring(i, end))));
                    i = end + 2;
                }
                default ->
                    throw new IllegalArgumentException("'\\" + text.charAt(i - 1) + "' (expected: r, n, t, x, *)");
            }
        }
        return open ? out.toString() : out + "\r\n";
    }

    /** A response as it came; the status code is 0 at the end of the connection. */
    record Heard(int status, String head, String body) {}

    /** Reads a response with its body, which has a Content-Length or belongs to a status that has none. */
    static Heard hear(InputStream in, boolean toHead) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return new Heard(0, head.toString(ISO_8859_1), "");
            }
            head.write(b);
        }
        String text = head.toString(ISO_8859_1);
        int length = 0;
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        int status = Integer.parseInt(text.substring(9, 12));
        return new Heard(status, text, toHead ? "" : new String(in.readNBytes(length), ISO_8859_1));
    }

    @Override
    public String toString() {
        return name;
    }
}
