package labwire.dash.isobmff;

import org.jspecify.annotations.Nullable;

/**
 * Where a box is, for messages: {@code moov/trak[2]/mdia}. A box that is the first of its type among its siblings has no
 * number, the next is {@code [2]}.
 */
public record BoxPath(@Nullable BoxPath parent, String type, int ordinal) {
    /** The file itself. */
    public static final BoxPath FILE = new BoxPath(null, "file", 1);

    public static BoxPath of(String type) {
        return FILE.child(type);
    }

    public BoxPath child(String type) {
        return child(type, 1);
    }

    /** @param ordinal from 1, among the siblings of this type */
    public BoxPath child(String type, int ordinal) {
        return new BoxPath(this, type, ordinal);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null && parent.parent != null) {
            parent.append(text);
            text.append('/');
        }
        for (int i = 0; i < type.length(); i++) {
            char letter = type.charAt(i);
            if (letter >= ' ' && letter < 0x7F) {
                text.append(letter);
            } else {
                text.append(String.format("\\x%02x", (int) letter));
            }
        }
        if (ordinal > 1) {
            text.append('[').append(ordinal).append(']');
        }
    }
}
