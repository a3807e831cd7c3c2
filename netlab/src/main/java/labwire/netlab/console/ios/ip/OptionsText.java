package labwire.netlab.console.ios.ip;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Option;
import labwire.netlab.wire.Ipv4Options;

/** The options of an IPv4 header as IOS's {@code ping} shows them. */
final class OptionsText {
    private static final int FIRST_ADDRESS = 4;
    private static final int FIRST_TIME = 5;
    private static final int WORD_BYTES = 4;
    private static final int FLAGS_AT = 3;

    private OptionsText() {}

    /** Of a request: lines, each with its end. */
    static String ofRequest(Bytes options) {
        List<Ipv4Option> each = Ipv4Option.in(options);
        int bytes = each.stream().mapToInt(option -> option.bytes().length()).sum();
        return "Packet has IP options:  " + lengths(bytes, options) + lines(each) + "\n";
    }

    /** Of a reply: what follows the word that it has come. */
    static String ofReply(Bytes options) {
        return ".  Received packet has options\n "
                + lengths(options.length(), options)
                + lines(Ipv4Option.in(options))
                + " End of list\n";
    }

    private static String lengths(int bytes, Bytes options) {
        return "Total option bytes= " + bytes + ", padded length=" + options.length() + "\n";
    }

    private static String lines(List<Ipv4Option> options) {
        StringBuilder lines = new StringBuilder();
        for (Ipv4Option option : options) {
            switch (option.type()) {
                case Ipv4Options.RECORD_ROUTE -> addresses("Record route", option, lines);
                case Ipv4Options.LOOSE_SOURCE_ROUTE -> addresses("Loose source route", option, lines);
                case Ipv4Options.STRICT_SOURCE_ROUTE -> addresses("Strict source route", option, lines);
                case Ipv4Options.TIMESTAMP -> times(option, lines);
                default -> lines.append(" Option ").append(option.type()).append('\n');
            }
        }
        return lines.toString();
    }

    /** {@code <*>} stands behind what has been written. */
    private static void addresses(String name, Ipv4Option option, StringBuilder lines) {
        int written = (option.pointer() - FIRST_ADDRESS) / WORD_BYTES;
        lines.append(' ').append(name).append(written == 0 ? ": <*>\n" : ":\n");
        for (int word : option.words(FIRST_ADDRESS - 1)) {
            written--;
            lines.append("   (").append(new Ipv4Address(word)).append(written == 0 ? ") <*>\n" : ")\n");
        }
    }

    private static void times(Ipv4Option option, StringBuilder lines) {
        int flags = option.octet(FLAGS_AT);
        lines.append(String.format(
                Locale.ROOT,
                " Timestamp: Type %d.  Overflows: %d length %d, ptr %d\n",
                flags & 0xF,
                flags >>> 4,
                option.bytes().length(),
                option.pointer()));
        int before = (option.pointer() - FIRST_TIME) / WORD_BYTES;
        for (int word : option.words(FIRST_TIME - 1)) {
            pointer(before--, lines);
            lines.append("   Time= ").append(time(word)).append('\n');
        }
        pointer(before, lines);
    }

    private static void pointer(int before, StringBuilder lines) {
        lines.append(before == 0 ? "   >>Current pointer<<\n" : "");
    }

    private static String time(int millisOfDay) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(millisOfDay);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d UTC (%08X)",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                millisOfDay - TimeUnit.SECONDS.toMillis(seconds),
                millisOfDay);
    }
}
