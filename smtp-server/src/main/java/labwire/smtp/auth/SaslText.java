package labwire.smtp.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client's response as text. */
final class SaslText {

    /** Of a response; the longest mechanism, SCRAM with channel binding, needs a quarter of it. */
    static final int MAX_OCTETS = 4_096;

    private SaslText() {}

    /** Empty if it is too long or not in UTF-8. */
    static Optional<String> of(byte[] response) {
        if (response.length > MAX_OCTETS) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isLongerThan(int maxOctets, String text) {
        return octets(text).length > maxOctets;
    }
}
