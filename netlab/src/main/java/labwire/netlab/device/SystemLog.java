package labwire.netlab.device;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import labwire.netlab.time.LabClock;

/**
 * What a device reports of itself: messages such as {@code *Nov 22 11:00:00.123: %LINK-3-UPDOWN: Interface
 * GigabitEthernet0/1, changed state to up}, kept in a bounded buffer and shown on the terminals that listen; and which
 * debugging is on. Lab thread only.
 */
public final class SystemLog {
    /** Bytes of the buffer unless {@code logging buffered} says otherwise. */
    public static final int DEFAULT_BUFFER_BYTES = 8_192;

    public static final int MIN_BUFFER_BYTES = 4_096;
    /** More of it would be a device that eats the lab's memory. */
    public static final int MAX_BUFFER_BYTES = 16_777_216;

    /** How serious a message is (RFC 5424, 6.2.1), most serious first. */
    public enum Severity {
        EMERGENCIES(0),
        ALERTS(1),
        CRITICAL(2),
        ERRORS(3),
        WARNINGS(4),
        NOTIFICATIONS(5),
        INFORMATIONAL(6),
        DEBUGGING(7);

        private final int number;

        Severity(int number) {
            this.number = number;
        }

        /** As in messages. */
        public int number() {
            return number;
        }

        /** As in commands: {@code warnings}. */
        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What stands before a message. */
    public enum Timestamps {
        NONE,
        /** {@code 00:01:02: }, since the device started. */
        UPTIME,
        /** {@code *Nov 22 11:00:00: }. */
        DATETIME,
        /** {@code *Nov 22 11:00:00.123: }. */
        DATETIME_MSEC
    }

    private final LabClock clock;
    private long startedNanos;
    private InstantSource calendar;
    private final LogDestination console = new LogDestination();
    private final LogDestination monitor = new LogDestination();
    private final LogDestination buffering = new LogDestination();
    private final Map<String, DebugFlag> debugging = new LinkedHashMap<>();
    private final Deque<String> buffer = new ArrayDeque<>();
    private int bufferLimit = DEFAULT_BUFFER_BYTES;
    private int buffered;
    private boolean enabled = true;
    private Timestamps logTimestamps = Timestamps.DATETIME_MSEC;
    private Timestamps debugTimestamps = Timestamps.DATETIME_MSEC;

    SystemLog(LabClock clock) {
        this.clock = clock;
        calendar = clock;
        startedNanos = clock.nanoTime();
        buffering.listen(this::keep);
    }

    /**
     * Reports something.
     *
     * @param facility what reports, such as {@code LINK}
     * @param mnemonic which of its messages it is, such as {@code UPDOWN}
     * @param text what has happened, in one line
     */
    public void log(String facility, Severity severity, String mnemonic, String text) {
        String header = "%" + facility + "-" + severity.number() + "-" + mnemonic + ": ";
        record(severity, logTimestamps, header + text);
    }

    /** Reports what debugging has asked for; nothing if that is off, and then the text is not made. */
    public void debug(String command, Supplier<String> text) {
        if (debugging(command)) {
            record(Severity.DEBUGGING, debugTimestamps, text.get());
        }
    }

    /** True after {@code debug} with these words, such as {@code ip ospf adj}. */
    public boolean debugging(String command) {
        return !debugging.isEmpty() && debugging.containsKey(command);
    }

    /** Turns debugging on or off. */
    public void setDebugging(DebugFlag flag, boolean on) {
        if (on) {
            debugging.put(flag.command(), flag);
        } else {
            debugging.remove(flag.command());
        }
    }

    /** The debugging that is on, in the order in which it was turned on. */
    public List<DebugFlag> debugging() {
        return List.copyOf(debugging.values());
    }

    public void stopDebugging() {
        debugging.clear();
    }

    private void record(Severity severity, Timestamps timestamps, String text) {
        if (!enabled) {
            return;
        }
        String line = LogTimestamp.of(timestamps, calendar.instant(), clock.nanoTime() - startedNanos) + text;
        console.take(severity, line);
        monitor.take(severity, line);
        buffering.take(severity, line);
    }

    private void keep(String line) {
        buffer.add(line);
        buffered += line.length() + 1;
        trim();
    }

    private void trim() {
        while (buffered > bufferLimit && !buffer.isEmpty()) {
            buffered -= buffer.remove().length() + 1;
        }
    }

    /** The terminal on the console port. */
    public LogDestination console() {
        return console;
    }

    /** Remote terminals, those that asked by {@code terminal monitor}. */
    public LogDestination monitor() {
        return monitor;
    }

    /** What {@link #buffer} keeps. */
    public LogDestination buffering() {
        return buffering;
    }

    /** The messages of the buffer, the oldest first. */
    public List<String> buffer() {
        return List.copyOf(buffer);
    }

    public void clearBuffer() {
        buffer.clear();
        buffered = 0;
    }

    /** How many bytes of messages the buffer keeps. */
    public int bufferLimit() {
        return bufferLimit;
    }

    /** @param bytes {@link #MIN_BUFFER_BYTES} to {@link #MAX_BUFFER_BYTES} */
    public void bufferLimit(int bytes) {
        if (bytes < MIN_BUFFER_BYTES || bytes > MAX_BUFFER_BYTES) {
            throw new IllegalArgumentException(
                    "log buffer: " + bytes + " bytes (expected: " + MIN_BUFFER_BYTES + "-" + MAX_BUFFER_BYTES + ")");
        }
        bufferLimit = bytes;
        trim();
    }

    /** False after {@code no logging on}. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean newEnabled) {
        enabled = newEnabled;
    }

    public Timestamps logTimestamps() {
        return logTimestamps;
    }

    public void logTimestamps(Timestamps newTimestamps) {
        logTimestamps = newTimestamps;
    }

    public Timestamps debugTimestamps() {
        return debugTimestamps;
    }

    public void debugTimestamps(Timestamps newTimestamps) {
        debugTimestamps = newTimestamps;
    }

    /** Sets the calendar that messages show, if it is not the lab's. */
    public void calendar(InstantSource newCalendar) {
        calendar = newCalendar;
    }

    /** Begins anew: no messages, no debugging, no time since the start. */
    void restart() {
        clearBuffer();
        stopDebugging();
        List.of(console, monitor, buffering).forEach(LogDestination::clearCount);
        startedNanos = clock.nanoTime();
    }

    /** Seconds since the device started. */
    public long uptimeSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - startedNanos);
    }
}
