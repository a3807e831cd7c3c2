package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import labwire.netlab.console.ios.Dialogue;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.SourceRoute;

/** The IPv4 options of {@code ping}'s dialogue, which asks for one after another. */
final class PingOptions {
    /** Each kind of option, and the answer that ends it. */
    private static final int MAX_QUESTIONS = 5;

    private static final int MOST = Ipv4Options.MAX_ADDRESSES;
    private static final String LETTERS = "LSRTV";
    private static final List<String> WORDS = List.of("LOOSE", "STRICT", "RECORD", "TIMESTAMP", "VERBOSE");

    /** What is asked next. */
    private enum Asking {
        /** Which option; leads to what that needs, or to NOTHING by an empty answer. */
        OPTION,
        /** The gates of a loose source route; leads to OPTION. */
        LOOSE_ROUTE,
        /** The gates of a strict one; leads to OPTION. */
        STRICT_ROUTE,
        /** For how many hops there is to be room; leads to OPTION. */
        HOPS,
        /** For how many times; leads to OPTION. */
        TIMES,
        NOTHING
    }

    private final Map<Character, Bytes> chosen = new LinkedHashMap<>();
    private Asking asking = Asking.OPTION;

    /** Adds the questions, to be asked if the condition holds. */
    void ask(Dialogue dialogue, BooleanSupplier wanted) {
        for (int i = 0; i < MAX_QUESTIONS; i++) {
            dialogue.onlyIf(() -> wanted.getAsBoolean() && asking == Asking.OPTION)
                    .text(this::prompt, this::choose)
                    .onlyIf(() -> asking == Asking.LOOSE_ROUTE || asking == Asking.STRICT_ROUTE)
                    .text("Source route: ", this::route)
                    .onlyIf(() -> asking == Asking.HOPS)
                    .number("Number of hops [ 9 ]: ", MOST, 1, MOST, count -> add('R', Ipv4Options.recordRoute(count)))
                    .onlyIf(() -> asking == Asking.TIMES)
                    .number(
                            "Number of timestamps [ 9 ]: ",
                            MOST,
                            1,
                            MOST,
                            count -> add('T', Ipv4Options.timestamps(count)));
        }
    }

    private String prompt() {
        StringBuilder letters = new StringBuilder();
        LETTERS.chars()
                .filter(letter -> chosen.containsKey((char) letter))
                .forEach(letter -> letters.append((char) letter));
        return "Loose, Strict, Record, Timestamp, Verbose[" + (letters.length() == 0 ? "none" : letters) + "]: ";
    }

    private Optional<String> choose(String answer) {
        if (WORDS.stream().noneMatch(word -> word.startsWith(answer.toUpperCase(Locale.ROOT)))) {
            return Optional.of("% Unknown option - \"" + answer + "\"");
        }
        char letter = answer.isEmpty() ? ' ' : answer.toUpperCase(Locale.ROOT).charAt(0);
        boolean another = letter == 'L' && chosen.containsKey('S') || letter == 'S' && chosen.containsKey('L');
        if (another || chosen.containsKey(letter)) {
            return Optional.of("% Only one of a kind");
        }
        switch (letter) {
            case ' ' -> asking = Asking.NOTHING;
            case 'L' -> asking = Asking.LOOSE_ROUTE;
            case 'S' -> asking = Asking.STRICT_ROUTE;
            case 'R' -> asking = Asking.HOPS;
            case 'T' -> asking = Asking.TIMES;
            default -> chosen.put('V', Bytes.EMPTY);
        }
        return Optional.empty();
    }

    private Optional<String> route(String answer) {
        List<Ipv4Address> gates = new ArrayList<>();
        for (String word : answer.split("\\s+")) {
            Optional<Ipv4Address> gate = Ipv4Address.tryParse(word);
            if (gate.isEmpty()) {
                return Optional.of("% Bad IP address or host name");
            }
            if (gates.size() == MOST) {
                return Optional.of("% A header has room for " + MOST + " addresses at most");
            }
            gates.add(gate.get());
        }
        return asking == Asking.STRICT_ROUTE
                ? add('S', SourceRoute.strict(gates).encode())
                : add('L', SourceRoute.loose(gates).encode());
    }

    /** With any, all is shown. */
    private Optional<String> add(char letter, Bytes option) {
        asking = Asking.OPTION;
        if (options().length() + option.length() > Ipv4Packet.MAX_OPTIONS_LENGTH) {
            return Optional.of("% No room for that option");
        }
        chosen.put(letter, option);
        chosen.put('V', Bytes.EMPTY);
        return Optional.empty();
    }

    /** As they go into a header: whole words. */
    Bytes options() {
        byte[] whole = new byte[Ipv4Packet.MAX_OPTIONS_LENGTH];
        int length = 0;
        for (Bytes option : chosen.values()) {
            option.copyTo(0, whole, length, option.length());
            length += option.length();
        }
        return Bytes.wrap(whole, 0, length);
    }

    boolean isVerbose() {
        return chosen.containsKey('V');
    }
}
