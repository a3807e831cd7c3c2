package labwire.netlab.console;

/**
 * What a session knows of the terminal at which its user sits, and sets there: {@code terminal length 0}. A session
 * without a terminal has one that nobody looks at. Lab thread only.
 */
public final class TerminalSettings {
    public static final int DEFAULT_LENGTH = 24;
    public static final int DEFAULT_WIDTH = 80;
    public static final int DEFAULT_HISTORY = 20;
    /** Rows or columns of a terminal; a client that claims more has so many. */
    public static final int MAX_SIZE = 1_000;

    public static final int MAX_HISTORY = 256;

    private int length = DEFAULT_LENGTH;
    private int width = DEFAULT_WIDTH;
    private boolean lengthIsSet;
    private boolean widthIsSet;
    private int historySize = DEFAULT_HISTORY;
    private boolean monitoring;
    private boolean synchronous;
    private long idleLimitNanos;
    private final CommandHistory history = new CommandHistory();

    /** Rows after which output waits for a key; 0: it never waits. */
    public int length() {
        return length;
    }

    /** Sets the rows, whatever size the client reports later. */
    public void length(int rows) {
        length = rows;
        lengthIsSet = true;
    }

    /** Columns of the screen; 0: without end. */
    public int width() {
        return width;
    }

    /** Sets the columns, whatever size the client reports later. */
    public void width(int columns) {
        width = columns;
        widthIsSet = true;
    }

    /** Takes the size that a client reports, 0 for what it does not know, where none has been set. */
    public void reportedSize(int columns, int rows) {
        if (!widthIsSet && columns > 0) {
            width = Math.min(columns, MAX_SIZE);
        }
        if (!lengthIsSet && rows > 0) {
            length = Math.min(rows, MAX_SIZE);
        }
    }

    /** Lines that can be recalled; 0 to {@link #MAX_HISTORY}. */
    public int historySize() {
        return historySize;
    }

    public void historySize(int lines) {
        historySize = lines;
        history.trim(lines);
    }

    /** The lines that can be recalled. */
    public CommandHistory history() {
        return history;
    }

    /** True if log messages are shown. */
    public boolean isMonitoring() {
        return monitoring;
    }

    public void monitoring(boolean newMonitoring) {
        monitoring = newMonitoring;
    }

    /** True if a log message waits for the prompt, and the line being typed is shown again after it. */
    public boolean isSynchronous() {
        return synchronous;
    }

    public void synchronous(boolean newSynchronous) {
        synchronous = newSynchronous;
    }

    /** How long the terminal waits for a key before it ends the session, in nanoseconds; 0: for ever. */
    public long idleLimitNanos() {
        return idleLimitNanos;
    }

    public void idleLimitNanos(long nanos) {
        idleLimitNanos = nanos;
    }
}
