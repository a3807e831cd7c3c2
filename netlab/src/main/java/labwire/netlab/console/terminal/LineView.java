package labwire.netlab.console.terminal;

/**
 * The line being edited as the screen shows it, behind the prompt.
 *
 * <p>Whatever has changed, it writes only from the first difference on, with no other control than backspace: a
 * character typed at the end is echoed as itself. A line that the screen has no room for is scrolled, with a {@code $}
 * where something is left out.
 */
final class LineView {
    /** Columns by which a line scrolls. */
    private static final int SCROLL = 10;
    /** With less room than this, a line is shown whole, and the screen may wrap it. */
    private static final int MIN_ROOM = 2 * SCROLL;

    private final Screen screen;
    private String shown = "";
    private int shownCursor;
    private int offset;

    LineView(Screen screen) {
        this.screen = screen;
    }

    /** A new line begins, of which nothing is shown yet. */
    void begin() {
        shown = "";
        shownCursor = 0;
        offset = 0;
    }

    /**
     * Brings the screen up to date.
     *
     * @param room columns behind the prompt; 0: without end
     */
    void show(String text, int cursor, int room) {
        scroll(text, cursor, room);
        String visible = visible(text, room);
        int same = 0;
        while (same < Math.min(shown.length(), visible.length()) && shown.charAt(same) == visible.charAt(same)) {
            same++;
        }
        boolean unchanged = same == shown.length() && same == visible.length();
        if (!unchanged) {
            moveTo(same);
            screen.echo(visible.substring(same));
            shownCursor = visible.length();
            int surplus = shown.length() - visible.length();
            if (surplus > 0) {
                screen.echo(" ".repeat(surplus) + "\b".repeat(surplus));
            }
        }
        shown = visible;
        moveTo(cursor - offset);
    }

    private void moveTo(int column) {
        if (column < shownCursor) {
            screen.echo("\b".repeat(shownCursor - column));
        } else {
            screen.echo(shown.substring(shownCursor, column));
        }
        shownCursor = column;
    }

    /** Keeps the cursor within the room, clear of the signs at both ends. */
    private void scroll(String text, int cursor, int room) {
        if (room < MIN_ROOM) {
            offset = 0;
            return;
        }
        while (cursor - offset >= room || cursor - offset == room - 1 && text.length() > cursor) {
            offset += SCROLL;
        }
        while (offset > 0 && cursor <= offset) {
            offset -= SCROLL;
        }
    }

    private String visible(String text, int room) {
        if (room < MIN_ROOM) {
            return text;
        }
        int end = Math.min(text.length(), offset + room - 1);
        StringBuilder visible = new StringBuilder(text.substring(offset, end));
        if (offset > 0) {
            visible.setCharAt(0, '$');
        }
        if (end < text.length()) {
            visible.setCharAt(visible.length() - 1, '$');
        }
        return visible.toString();
    }
}
