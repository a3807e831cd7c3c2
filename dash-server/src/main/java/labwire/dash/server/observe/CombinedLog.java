package labwire.dash.server.observe;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lines in the combined format of Apache and nginx, with the duration in milliseconds behind, and {@code aborted} if the
 * response did not leave as a whole.
 */
public final class CombinedLog implements AccessLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Of what a client says. */
    private static final int MAX_TEXT = 2_000;

    private final Consumer<String> lines;

    /** @param lines takes each line, without its end, from any thread; does not block */
    public CombinedLog(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void served(ServedRequest request) {
        lines.accept(line(request));
    }

    static String line(ServedRequest request) {
        String asked = request.method().isEmpty()
                ? "-"
                : request.method() + " " + escaped(request.target()) + " " + request.protocol();
        return request.client() + " - - [" + TIME.format(request.time()) + "] \"" + asked + "\" " + request.status()
                + " " + request.bodyBytes() + " \"" + orDash(request.referer()) + "\" \""
                + orDash(request.userAgent()) + "\" " + request.duration().toMillis()
                + (request.complete() ? "" : " aborted");
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : escaped(text);
    }

    /** So that no client can write a line, or the end of a field, of its own. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && safe.length() < MAX_TEXT; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || c >= 0x7f && c < 0xa0) {
                safe.append(String.format("\\x%02x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
