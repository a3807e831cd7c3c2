package labwire.dash.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A request's path, decoded: without the leading slash, and with nothing in it by which a file's path could leave its
 * folder, whatever the origin does with it.
 */
public sealed interface RequestPath {
    /** Such as {@code demo/manifest.mpd}. */
    record Decoded(String path) implements RequestPath {}

    /** An encoded slash, a dot segment, a control character… */
    record Refused(String found) implements RequestPath {}

    /**
     * Decodes.
     *
     * @param raw begins with a slash
     */
    static RequestPath decode(String raw) {
        String path = raw.substring(1);
        if (path.indexOf('%') >= 0) {
            ByteBuffer bytes = ByteBuffer.allocate(path.length());
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                if (c != '%') {
                    bytes.put((byte) c);
                    continue;
                }
                int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
                int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return new Refused("a percent sign without two hexadecimal digits");
                }
                byte decoded = (byte) (high << 4 | low);
                if (decoded == '/') {
                    return new Refused("an encoded slash");
                }
                bytes.put(decoded);
                i += 2;
            }
            try {
                path = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            } catch (CharacterCodingException notUtf8) {
                return new Refused("bytes that are not UTF-8");
            }
        }
        return judge(path);
    }

    private static RequestPath judge(String path) {
        int segment = 0;
        for (int i = 0; i <= path.length(); i++) {
            char c = i < path.length() ? path.charAt(i) : '/';
            if (c == '/') {
                int length = i - segment;
                boolean dots = length == 1 && path.charAt(segment) == '.'
                        || length == 2 && path.charAt(segment) == '.' && path.charAt(segment + 1) == '.';
                if (dots) {
                    return new Refused("a dot segment");
                }
                if (length == 0 && i < path.length()) {
                    return new Refused("an empty segment");
                }
                segment = i + 1;
            } else if (c < ' ' || c == 0x7f) {
                return new Refused("a control character");
            } else if (c == '\\') {
                return new Refused("a backslash");
            }
        }
        return new Decoded(path);
    }
}
