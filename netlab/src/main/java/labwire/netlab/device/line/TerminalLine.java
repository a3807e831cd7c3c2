package labwire.netlab.device.line;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import labwire.netlab.device.login.LineAccess;
import org.jspecify.annotations.Nullable;

/** A place for a terminal: what is configured for it, and who is there. Lab thread only. */
public final class TerminalLine {
    /** Seconds without a key after which a session ends. */
    public static final int DEFAULT_EXEC_TIMEOUT_SECONDS = 600;

    public static final int DEFAULT_HISTORY = 20;

    /** The kinds of lines. */
    public enum Kind {
        CONSOLE("con", "console"),
        AUXILIARY("aux", "aux"),
        VIRTUAL("vty", "vty");

        private final String word;
        private final String logWord;

        Kind(String word, String logWord) {
            this.word = word;
            this.logWord = logWord;
        }

        /** As in {@code line con 0}. */
        public String word() {
            return word;
        }
    }

    private final Kind kind;
    private final int number;
    private final int absoluteNumber;
    private final Runnable onChange;
    private LineAccess access;
    private int execTimeoutSeconds = DEFAULT_EXEC_TIMEOUT_SECONDS;
    private OptionalInt length = OptionalInt.empty();
    private OptionalInt width = OptionalInt.empty();
    private int historySize = DEFAULT_HISTORY;
    private int sessionTimeoutMinutes;
    private int absoluteTimeoutMinutes;
    private boolean synchronous;
    private Optional<Set<Transport>> configuredInput = Optional.empty();
    private Optional<String> accessClass = Optional.empty();
    private final List<String> keptLines = new ArrayList<>();
    private int uses;
    private @Nullable LineSession session;

    TerminalLine(Kind kind, int number, int absoluteNumber, Runnable onChange) {
        this.kind = kind;
        this.number = number;
        this.absoluteNumber = absoluteNumber;
        this.onChange = onChange;
        access = kind == Kind.VIRTUAL ? LineAccess.VTY : LineAccess.CONSOLE;
    }

    /** Forgets what is configured. */
    public void reset() {
        access = kind == Kind.VIRTUAL ? LineAccess.VTY : LineAccess.CONSOLE;
        execTimeoutSeconds = DEFAULT_EXEC_TIMEOUT_SECONDS;
        length = OptionalInt.empty();
        width = OptionalInt.empty();
        historySize = DEFAULT_HISTORY;
        sessionTimeoutMinutes = 0;
        absoluteTimeoutMinutes = 0;
        synchronous = false;
        accessClass = Optional.empty();
        keptLines.clear();
        configuredInput(Optional.empty());
    }

    public Kind kind() {
        return kind;
    }

    /** The number among its kind, from 0. */
    public int number() {
        return number;
    }

    /** The number among all lines, which {@code show users} has. */
    public int absoluteNumber() {
        return absoluteNumber;
    }

    /** As in tables: {@code vty 0}. */
    public String name() {
        return kind.word + " " + number;
    }

    /** As in log messages: {@code vty0}, {@code console}. */
    public String logName() {
        return kind == Kind.CONSOLE ? kind.logWord : kind.logWord + number;
    }

    /** What it asks of those who come in. */
    public LineAccess access() {
        return access;
    }

    public void access(LineAccess newAccess) {
        access = newAccess;
    }

    /** Seconds without a key after which a session ends; 0: never. */
    public int execTimeoutSeconds() {
        return execTimeoutSeconds;
    }

    public void execTimeoutSeconds(int seconds) {
        execTimeoutSeconds = seconds;
    }

    /** Minutes without a key after which a connection to another device ends; 0: never. */
    public int sessionTimeoutMinutes() {
        return sessionTimeoutMinutes;
    }

    public void sessionTimeoutMinutes(int minutes) {
        sessionTimeoutMinutes = minutes;
    }

    /** Minutes after which a session ends, whatever is typed; 0: never. */
    public int absoluteTimeoutMinutes() {
        return absoluteTimeoutMinutes;
    }

    public void absoluteTimeoutMinutes(int minutes) {
        absoluteTimeoutMinutes = minutes;
    }

    /** Rows of a page, whatever the client says; empty if it is the client's to say. */
    public OptionalInt length() {
        return length;
    }

    public void length(OptionalInt rows) {
        length = rows;
    }

    /** Columns, whatever the client says; empty if it is the client's to say. */
    public OptionalInt width() {
        return width;
    }

    public void width(OptionalInt columns) {
        width = columns;
    }

    public int historySize() {
        return historySize;
    }

    public void historySize(int lines) {
        historySize = lines;
    }

    /** {@code logging synchronous}. */
    public boolean isSynchronous() {
        return synchronous;
    }

    public void synchronous(boolean newSynchronous) {
        synchronous = newSynchronous;
    }

    /** By what the line may be reached: everything, unless it is configured. */
    public Set<Transport> input() {
        return configuredInput.orElseGet(() -> EnumSet.allOf(Transport.class));
    }

    /** {@code transport input}, if there is such a line. */
    public Optional<Set<Transport>> configuredInput() {
        return configuredInput;
    }

    public void configuredInput(Optional<Set<Transport>> transports) {
        configuredInput = transports.map(TreeSet::new);
        onChange.run();
    }

    /** The access list that a client's address must pass. */
    public Optional<String> accessClass() {
        return accessClass;
    }

    public void accessClass(Optional<String> list) {
        accessClass = list;
    }

    /** Lines of its section that nothing acts on, in the order of entry; may be changed. */
    public List<String> keptLines() {
        return keptLines;
    }

    /** Who is there. */
    public Optional<LineSession> session() {
        return Optional.ofNullable(session);
    }

    /** Sessions so far. */
    public int uses() {
        return uses;
    }

    /** Takes the line for a session. */
    public void occupy(LineSession newSession) {
        uses++;
        session = newSession;
    }

    /** Gives the line back, if that session has it. */
    public void release(LineSession left) {
        if (session == left) {
            session = null;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
