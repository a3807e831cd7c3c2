package labwire.netlab.console.ios.system;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SystemLog.Severity;

/** The device's calendar: {@code show clock}, {@code clock set}. */
final class ClockCommands {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern(
                    "HH:mm:ss.SSS 'UTC' EEE MMM d yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm:ss", Locale.ROOT);
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final int MIN_MONTH_LENGTH = 3;

    private ClockCommands() {}

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                clock  Display the system clock
                """, (console, arguments, reply) -> reply.printLine("%s", shown(console)));
    }

    static void addToPrivileged(CommandGraph<IosConsole> graph) {
        graph.add("""
                clock  Manage the system clock
                set  Set the time and date
                {time:WORD}  Current Time (hh:mm:ss)
                {day:<1-31>}  Day of the month
                {month:WORD}  Month of the year
                {year:<1993-2035>}  Year
                """, ClockCommands::set);
        graph.add("""
                clock  Manage the system clock
                set  Set the time and date
                {time:WORD}  Current Time (hh:mm:ss)
                {month:WORD}  Month of the year
                {day:<1-31>}  Day of the month
                {year:<1993-2035>}  Year
                """, ClockCommands::set);
    }

    /** With an asterisk as long as nobody has set it. */
    private static String shown(IosConsole console) {
        return (console.settings().clockOffset().isPresent() ? "" : "*") + SHOWN.format(now(console));
    }

    private static Instant now(IosConsole console) {
        return console.device()
                .loop()
                .clock()
                .instant()
                .plus(console.settings().clockOffset().orElse(Duration.ZERO));
    }

    private static void set(IosConsole console, Arguments arguments, Reply reply) {
        Instant given;
        try {
            given = LocalDate.of(arguments.number("year"), month(arguments.text("month")), arguments.number("day"))
                    .atTime(LocalTime.parse(arguments.text("time"), TIME))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            reply.refuse("% Invalid time", arguments.text("time"), "hh:mm:ss");
            return;
        } catch (DateTimeException e) {
            reply.refuse("% Invalid date", arguments.line(), "a day that the month has");
            return;
        }
        String before = shown(console);
        Instant lab = console.device().loop().clock().instant();
        Duration offset = Duration.between(lab, given);
        console.settings().clockOffset(offset);
        console.device()
                .log()
                .calendar(() -> console.device().loop().clock().instant().plus(offset));
        console.device()
                .log()
                .log(
                        "SYS",
                        Severity.INFORMATIONAL,
                        "CLOCKUPDATE",
                        "System clock has been updated from " + before.replace("*", "") + " to " + SHOWN.format(given)
                                + ", configured from console by console.");
    }

    private static int month(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.length; i++) {
            if (lower.length() >= MIN_MONTH_LENGTH && MONTHS[i].startsWith(lower)) {
                return i + 1;
            }
        }
        throw new DateTimeException("month: " + word + " (expected: a month's name)");
    }
}
