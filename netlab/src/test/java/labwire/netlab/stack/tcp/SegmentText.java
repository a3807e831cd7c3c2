package labwire.netlab.stack.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpOptions.SackBlock;
import labwire.netlab.wire.TcpSegment;
import org.jspecify.annotations.Nullable;

/**
 * A segment as a script writes it: {@code P. 1:1001 ack 1 win 512 <sack 2001:3001,TS 20 110>}. Numbers are relative to
 * the sides' initial sequence numbers and clocks. What a line does not mention, it does not ask of a segment; PSH counts
 * for nothing.
 */
final class SegmentText {
    private static final String FLAGS = "FSRP.UEW";

    final int flags;
    final boolean hasRange;
    long from;
    long to;

    @Nullable
    Long acknowledgment;

    @Nullable
    Integer window;
    /** Null if the line has no options in brackets. */
    @Nullable
    TcpOptions options;

    private SegmentText(int flags, boolean hasRange) {
        this.flags = flags;
        this.hasRange = hasRange;
    }

    /**
     * @param sackBase what SACK blocks are relative to
     * @param valueBase what the timestamp's value is relative to, and {@code echoBase} its echo
     */
    static SegmentText parse(String line, int sackBase, int valueBase, int echoBase) {
        int bracket = line.indexOf('<');
        String[] words =
                (bracket < 0 ? line : line.substring(0, bracket)).trim().split("\\s+", -1);
        boolean ranged = words.length > 1 && Character.isDigit(words[1].charAt(0));
        SegmentText text = new SegmentText(flags(words[0]), ranged);
        int at = 1;
        if (ranged) {
            String[] range = words[at++].split(":", -1);
            text.from = Long.parseLong(range[0]);
            text.to = range.length > 1 ? Long.parseLong(range[1]) : text.from;
        }
        for (; at + 1 < words.length; at += 2) {
            switch (words[at]) {
                case "ack" -> text.acknowledgment = Long.parseLong(words[at + 1]);
                case "win" -> text.window = Integer.parseInt(words[at + 1]);
                default ->
                    throw new IllegalArgumentException("word: " + words[at] + " (expected: ack or win) in " + line);
            }
        }
        if (bracket >= 0) {
            String inside = line.substring(bracket + 1, line.indexOf('>', bracket));
            text.options = options(inside, sackBase, valueBase, echoBase);
        }
        return text;
    }

    private static int flags(String word) {
        int flags = 0;
        for (int i = 0; i < word.length(); i++) {
            char flag = word.charAt(i);
            int bit = FLAGS.indexOf(flag);
            if (bit < 0 && flag != '-') {
                throw new IllegalArgumentException("flag: " + flag + " (expected: one of " + FLAGS + " or -)");
            }
            flags |= flag == '-' ? 0 : 1 << bit;
        }
        return flags;
    }

    private static TcpOptions options(String text, int sackBase, int valueBase, int echoBase) {
        int mss = TcpOptions.ABSENT;
        int scale = TcpOptions.ABSENT;
        boolean permitted = false;
        List<SackBlock> blocks = new ArrayList<>();
        TcpOptions.Timestamps stamps = null;
        for (String option : text.split(",", -1)) {
            String[] words = option.trim().split("\\s+", -1);
            switch (words[0]) {
                case "" -> {}
                case "mss" -> mss = Integer.parseInt(words[1]);
                case "wscale" -> scale = Integer.parseInt(words[1]);
                case "sackOK" -> permitted = true;
                case "sack" -> {
                    for (int i = 1; i < words.length; i++) {
                        String[] range = words[i].split(":", -1);
                        blocks.add(new SackBlock(
                                sackBase + Integer.parseInt(range[0]), sackBase + Integer.parseInt(range[1])));
                    }
                }
                case "TS" ->
                    stamps = new TcpOptions.Timestamps(
                            valueBase + Integer.parseInt(words[1]), echoBase + Integer.parseInt(words[2]));
                default -> throw new IllegalArgumentException("option: " + option);
            }
        }
        return new TcpOptions(mss, scale, permitted, blocks, stamps);
    }

    int length() {
        return (int) (to - from);
    }

    /** A segment in the words that this line uses, so that the two compare as text. */
    String describe(TcpSegment segment, int ownInitial, int peerInitial, int valueBase, int echoBase) {
        StringJoiner words = new StringJoiner(" ");
        words.add(flagText(segment.flags()));
        if (hasRange) {
            long start = Integer.toUnsignedLong(segment.sequence() - ownInitial);
            words.add(range(start, start + segment.payload().length()));
        }
        if (acknowledgment != null) {
            words.add("ack " + (segment.acknowledgment() - peerInitial));
        }
        if (window != null) {
            words.add("win " + segment.window());
        }
        if (options != null) {
            words.add(describe(segment.options(), peerInitial, valueBase, echoBase));
        }
        return words.toString();
    }

    String describe(int sackBase, int valueBase, int echoBase) {
        StringJoiner words = new StringJoiner(" ");
        words.add(flagText(flags));
        if (hasRange) {
            words.add(range(from, to));
        }
        if (acknowledgment != null) {
            words.add("ack " + acknowledgment);
        }
        if (window != null) {
            words.add("win " + window);
        }
        if (options != null) {
            words.add(describe(options, sackBase, valueBase, echoBase));
        }
        return words.toString();
    }

    private static String range(long from, long to) {
        return from == to ? Long.toString(from) : from + ":" + to;
    }

    private static String flagText(int flags) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FLAGS.length(); i++) {
            if ((flags & 1 << i) != 0 && 1 << i != TcpSegment.PSH) {
                text.append(FLAGS.charAt(i));
            }
        }
        return text.isEmpty() ? "-" : text.toString();
    }

    private static String describe(TcpOptions options, int sackBase, int valueBase, int echoBase) {
        StringJoiner text = new StringJoiner(",", "<", ">");
        if (options.maximumSegmentSize() != TcpOptions.ABSENT) {
            text.add("mss " + options.maximumSegmentSize());
        }
        if (options.sackPermitted()) {
            text.add("sackOK");
        }
        TcpOptions.Timestamps stamps = options.timestamps();
        if (stamps != null) {
            text.add("TS " + (stamps.value() - valueBase) + " " + (stamps.echoReply() - echoBase));
        }
        if (options.windowScale() != TcpOptions.ABSENT) {
            text.add("wscale " + options.windowScale());
        }
        if (!options.sackBlocks().isEmpty()) {
            StringBuilder blocks = new StringBuilder("sack");
            for (SackBlock block : options.sackBlocks()) {
                blocks.append(' ').append(block.start() - sackBase).append(':').append(block.end() - sackBase);
            }
            text.add(blocks);
        }
        return text.toString();
    }
}
