package labwire.netlab.service.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names on the wire (<a href="https://www.rfc-editor.org/rfc/rfc1035#section-3.1">RFC 1035, 3.1 and 4.1.4</a>): labels
 * with their lengths, the last of length 0, or a pointer to where the rest stands.
 */
final class DnsName {
    /** Octets, lengths among them (RFC 1035, 2.3.4). */
    static final int MAX_LENGTH = 255;

    static final int MAX_LABEL = 63;

    private static final int POINTER = 0xC0;

    private DnsName() {}

    /** True if the name can be written. */
    static boolean isValid(String name) {
        if (name.isEmpty()) {
            return true;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > MAX_LABEL || !label.chars().allMatch(DnsName::isLabelCharacter)) {
                return false;
            }
        }
        return name.length() + 2 <= MAX_LENGTH;
    }

    /** Names of hosts and services; one with a dot or a control in a label could not be told from others as text. */
    private static boolean isLabelCharacter(int c) {
        return c > ' ' && c < 0x7F && c != '.';
    }

    /** Writes a valid name; of another, the labels that can be written. */
    static void write(ByteBuffer out, String name) {
        int end = out.position() + MAX_LENGTH - 1;
        for (String label : name.split("\\.", -1)) {
            byte[] octets = label.getBytes(StandardCharsets.ISO_8859_1);
            int length = Math.min(octets.length, MAX_LABEL);
            if (length > 0 && out.position() + 1 + length <= end) {
                out.put((byte) length).put(octets, 0, length);
            }
        }
        out.put((byte) 0);
    }

    /**
     * Reads a name and leaves the buffer behind it; empty if there is none. A pointer has to lead back, so that there
     * is an end.
     *
     * @param message the whole message, from its start
     */
    static Optional<String> read(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        ByteBuffer in = message.duplicate();
        int behind = -1;
        int earliest = in.position();
        while (in.hasRemaining()) {
            int length = in.get() & 0xFF;
            if (length == 0) {
                message.position(behind < 0 ? in.position() : behind);
                return Optional.of(name.toString());
            }
            if (length >= POINTER) {
                int target = in.hasRemaining() ? (length & ~POINTER) << 8 | in.get() & 0xFF : earliest;
                if (target >= earliest) {
                    return Optional.empty();
                }
                behind = behind < 0 ? in.position() : behind;
                earliest = target;
                in.position(target);
            } else if (length > MAX_LABEL || !label(in, length, name)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean label(ByteBuffer in, int length, StringBuilder name) {
        // Two octets of a written name are no characters of it: the first length and the last.
        if (length > in.remaining() || name.length() + 1 + length + 2 > MAX_LENGTH) {
            return false;
        }
        name.append(name.isEmpty() ? "" : ".");
        for (int i = 0; i < length; i++) {
            int c = in.get() & 0xFF;
            if (!isLabelCharacter(c)) {
                return false;
            }
            name.append((char) c);
        }
        return true;
    }
}
