package labwire.netlab.console.terminal;

import labwire.netlab.console.TerminalSettings;

/** Shows a command's output a page at a time. */
final class Pager {
    /** Characters of output that wait for a key; what a command prints beyond is left out. */
    static final int MAX_HELD = 4 << 20;

    private static final String MORE = " --More-- ";
    /** Over the words, not the space before them. */
    private static final String ERASE_MORE = "\b".repeat(9) + " ".repeat(8) + "\b".repeat(9);

    private enum State {
        /** To WAITING when a page is full and there is more, to SKIPPING never but from there. */
        SHOWING,
        /** {@code --More--} is on the screen; a key leads to SHOWING, or to SKIPPING. */
        WAITING,
        /** The user has seen enough; until the next command. */
        SKIPPING
    }

    private final Screen screen;
    private final TerminalSettings settings;
    private final StringBuilder held = new StringBuilder();
    private State state = State.SHOWING;
    private int rowsLeft;
    private int column;

    Pager(Screen screen, TerminalSettings settings) {
        this.screen = screen;
        this.settings = settings;
    }

    /** A command begins. */
    void begin() {
        held.setLength(0);
        state = State.SHOWING;
        column = 0;
        rowsLeft = page();
    }

    private int page() {
        return Math.max(1, settings.length() - 1);
    }

    void print(String text) {
        if (state != State.SKIPPING && held.length() + text.length() <= MAX_HELD) {
            held.append(text);
            show();
        }
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Takes a key while waiting. True if it says that this is enough. */
    boolean take(Key key) {
        screen.echo(ERASE_MORE);
        boolean page = key.kind() == Key.Kind.CHARACTER && key.character() == ' ';
        if (page || key.kind() == Key.Kind.ENTER) {
            state = State.SHOWING;
            rowsLeft = page ? page() : 1;
            show();
            return false;
        }
        state = State.SKIPPING;
        held.setLength(0);
        return true;
    }

    private void show() {
        if (state == State.WAITING) {
            return;
        }
        if (settings.length() == 0) {
            screen.print(held.toString());
            held.setLength(0);
            return;
        }
        int shown = 0;
        while (shown < held.length() && rowsLeft > 0) {
            count(held.charAt(shown++));
        }
        screen.print(held.substring(0, shown));
        held.delete(0, shown);
        if (!held.isEmpty()) {
            screen.echo(MORE);
            state = State.WAITING;
        }
    }

    private void count(char c) {
        boolean full = settings.width() > 0 && column == settings.width();
        if (c == '\n') {
            rowsLeft--;
            column = 0;
        } else if (full) {
            rowsLeft--;
            column = 1;
        } else {
            column++;
        }
    }
}
