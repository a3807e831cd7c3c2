package labwire.dash.server.connection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import labwire.dash.server.http.HttpDate;

/** The {@code Date} field, encoded once a second. Safe for any thread. */
final class DateField {
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Encoded(long second, String text, byte[] line) {}

    private volatile Encoded last = encode(Instant.EPOCH);

    /** The whole line, CRLF included. Not to be changed. */
    byte[] http1Line(Instant now) {
        return at(now).line;
    }

    /** The value alone. */
    String text(Instant now) {
        return at(now).text;
    }

    private Encoded at(Instant now) {
        Encoded encoded = last;
        if (encoded.second != now.getEpochSecond()) {
            encoded = encode(now);
            last = encoded;
        }
        return encoded;
    }

    private static Encoded encode(Instant now) {
        String text = HttpDate.format(now);
        return new Encoded(now.getEpochSecond(), text, ("Date: " + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
