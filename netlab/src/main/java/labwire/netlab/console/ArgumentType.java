package labwire.netlab.console;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/**
 * A kind of value in a grammar, such as {@code A.B.C.D}.
 *
 * @param <T> what it is read into
 */
public final class ArgumentType<T> {
    /** What an argument was read into, and how many words that took. */
    public record Reading<T>(T value, int words) {}

    /** Reads an argument from the words of a line, beginning at an index; empty if there is none of the type. */
    @FunctionalInterface
    public interface Reader<T> {
        Optional<Reading<T>> read(CommandLine line, int index);
    }

    public static final ArgumentType<Ipv4Address> ADDRESS = ofWord("A.B.C.D", Ipv4Address::tryParse);
    public static final ArgumentType<String> WORD = ofWord("WORD", Optional::of);
    /** The rest of the line. */
    public static final ArgumentType<String> LINE = new ArgumentType<>(
            "LINE", (line, index) -> Optional.of(new Reading<>(line.from(index), line.size() - index)));

    public static final ArgumentType<MacAddress> MAC = ofWord("H.H.H", ArgumentType::mac);

    private final String placeholder;
    private final Reader<T> reader;

    /** A type with its name in grammars and help, such as {@code A.B.C.D}. */
    public ArgumentType(String placeholder, Reader<T> reader) {
        this.placeholder = placeholder;
        this.reader = reader;
    }

    /** A type of one word. */
    public static <T> ArgumentType<T> ofWord(String placeholder, Function<String, Optional<T>> parse) {
        return new ArgumentType<>(
                placeholder, (line, index) -> parse.apply(line.word(index)).map(value -> new Reading<>(value, 1)));
    }

    /** A decimal number in a range, written {@code <1-4094>}. */
    static ArgumentType<Integer> number(int min, int max) {
        return ofWord("<" + min + "-" + max + ">", word -> {
            OptionalInt number = parseNumber(word);
            return number.isPresent() && number.getAsInt() >= min && number.getAsInt() <= max
                    ? Optional.of(number.getAsInt())
                    : Optional.empty();
        });
    }

    private static OptionalInt parseNumber(String word) {
        if (word.isEmpty() || word.length() > 10 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        long number = Long.parseLong(word);
        return number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
    }

    private static Optional<MacAddress> mac(String word) {
        try {
            return Optional.of(MacAddress.parse(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String placeholder() {
        return placeholder;
    }

    Optional<Reading<T>> read(CommandLine line, int index) {
        return reader.read(line, index);
    }
}
