package labwire.netlab.console.terminal;

import java.util.ArrayDeque;
import java.util.Deque;

/** The log messages that a terminal has still to show. */
final class LogDisplay {
    /** Messages that wait; the oldest gives way. */
    static final int MAX_WAITING = 200;

    private final Screen screen;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean announced;

    LogDisplay(Screen screen) {
        this.screen = screen;
    }

    /** Takes a message; true if the terminal has to be asked to show it. */
    boolean add(String text) {
        if (waiting.size() == MAX_WAITING) {
            waiting.remove();
        }
        waiting.add(text);
        boolean first = !announced;
        announced = true;
        return first;
    }

    /** Shows what waits, on lines of its own. */
    void show() {
        announced = false;
        if (!waiting.isEmpty()) {
            screen.freshLine();
        }
        while (!waiting.isEmpty()) {
            screen.print(waiting.remove() + "\n");
        }
    }
}
