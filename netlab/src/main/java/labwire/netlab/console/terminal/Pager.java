package labwire.netlab.console.terminal;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import labwire.netlab.console.TerminalSettings;
import labwire.netlab.console.pipe.LineRegex;
import labwire.netlab.console.pipe.OutputFilter;
import org.jspecify.annotations.Nullable;

/** Shows a command's output a page at a time. */
final class Pager {
    /** Characters of output that wait for a key; what a command prints beyond is left out. */
    static final int MAX_HELD = 4 << 20;

    private static final int MAX_EXPRESSION = 256;
    /** Keys that begin a search, and what it does with the lines that match. */
    private static final Map<Character, OutputFilter.Kind> SEARCHES =
            Map.of('/', OutputFilter.Kind.BEGIN, '+', OutputFilter.Kind.INCLUDE, '-', OutputFilter.Kind.EXCLUDE);

    private static final String MORE = " --More-- ";
    /** Over the words, not the space before them. */
    private static final String ERASE_MORE = "\b".repeat(9) + " ".repeat(8) + "\b".repeat(9);

    private enum State {
        /** To WAITING when a page is full and there is more, to SKIPPING never but from there. */
        SHOWING,
        /** {@code --More--} is on the screen; a key leads to SHOWING, to SKIPPING, or to SEARCHING. */
        WAITING,
        /** What to search for is being typed; Enter leads to SHOWING. */
        SEARCHING,
        /** The user has seen enough; until the next command. */
        SKIPPING
    }

    private final Screen screen;
    private final TerminalSettings settings;
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder expression = new StringBuilder();
    private OutputFilter.Kind kind = OutputFilter.Kind.BEGIN;
    private @Nullable OutputFilter search;
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
        search = null;
    }

    private int page() {
        return Math.max(1, settings.length() - 1);
    }

    void print(String text) {
        if (state != State.SKIPPING && held.length() + text.length() <= MAX_HELD) {
            held.append(search == null ? text : search.filter(text));
            show();
        }
    }

    boolean isWaiting() {
        return state == State.WAITING || state == State.SEARCHING;
    }

    /** Takes a key while waiting. True if it says that this is enough. */
    boolean take(Key key) {
        if (state == State.SEARCHING) {
            searching(key);
            return false;
        }
        if (key.kind() == Key.Kind.CHARACTER && SEARCHES.containsKey(key.character())) {
            screen.echo(ERASE_MORE + key.character());
            expression.setLength(0);
            kind = Objects.requireNonNull(SEARCHES.get(key.character()));
            state = State.SEARCHING;
            return false;
        }
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

    /** A key of the expression, as IOS takes it: without editing beyond the last character. */
    private void searching(Key key) {
        if (key.kind() == Key.Kind.CHARACTER && expression.length() < MAX_EXPRESSION) {
            expression.append(key.character());
            screen.echo(String.valueOf(key.character()));
        } else if (key.kind() == Key.Kind.BACKSPACE && !expression.isEmpty()) {
            expression.setLength(expression.length() - 1);
            screen.echo("\b \b");
        } else if (key.kind() == Key.Kind.ENTER) {
            Optional<LineRegex> regex = LineRegex.compile(expression.toString());
            screen.echo(regex.isPresent() ? "\r\nfiltering...\r\n" : "\r\n");
            if (regex.isPresent()) {
                search = new OutputFilter(kind, regex.get()::find);
                String rest = search.filter(held.toString());
                held.setLength(0);
                held.append(rest);
            }
            state = State.SHOWING;
            rowsLeft = page();
            show();
        }
    }

    private void show() {
        if (isWaiting()) {
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
