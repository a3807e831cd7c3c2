package labwire.dash.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks whether a file is WebVTT (W3C), enough of it to refuse what is something else. */
final class WebVtt {
    static final long MAX_BYTES = 4 << 20;

    private static final Pattern BEGINNING = Pattern.compile("\\uFEFF?WEBVTT(?:[ \\t][^\\r\\n]*)?(?:\\R|$)");
    private static final Pattern TIMING = Pattern.compile(
            "(?m)^(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}[ \\t]+-->[ \\t]+(?:[0-9]{2,}:)?[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}");

    private WebVtt() {}

    /** Why it is not, if it is not. */
    static Optional<String> problem(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                return Optional.of(size + " bytes (expected: at most " + MAX_BYTES + ")");
            }
            String text = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            if (!BEGINNING.matcher(text).lookingAt()) {
                return Optional.of("its first line is no WEBVTT (expected: WEBVTT, alone or before a blank)");
            }
            return TIMING.matcher(text).find()
                    ? Optional.empty()
                    : Optional.of("no cue (expected: lines such as 00:00:01.000 --> 00:00:02.500)");
        } catch (CharacterCodingException e) {
            return Optional.of("not UTF-8 (expected: UTF-8)");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e);
        }
    }
}
