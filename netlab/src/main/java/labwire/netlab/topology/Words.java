package labwire.netlab.topology;

import java.util.function.Function;

/** Pairs of key and value, of what is not as it is by default. */
final class Words {
    private final StringBuilder text = new StringBuilder();

    <T> void add(String key, T value, T usual, Function<T, String> format) {
        if (!value.equals(usual)) {
            text.append(text.isEmpty() ? "" : " ").append(key).append(' ').append(format.apply(value));
        }
    }

    String text() {
        return text.toString();
    }
}
