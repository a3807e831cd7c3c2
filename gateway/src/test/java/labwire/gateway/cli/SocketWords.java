package labwire.gateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inside of a connection as {@code ss -ti} prints it.
 *
 * @param words by their names; those without a value have the empty one
 */
record SocketWords(Map<String, String> words) {
    static SocketWords parse(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : text.strip().split("\\s+")) {
            int colon = word.indexOf(':');
            words.put(colon < 0 ? word : word.substring(0, colon), colon < 0 ? "" : word.substring(colon + 1));
        }
        return new SocketWords(words);
    }

    boolean has(String name) {
        return words.containsKey(name);
    }

    String value(String name) {
        return words.getOrDefault(name, "");
    }

    /** A number, 0 where there is none. */
    long number(String name) {
        String value = value(name);
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
    }

    /** Whether the peer's window keeps it from sending. */
    boolean isShutOut() {
        return number("notsent") > 0 && number("snd_wnd") < number("mss");
    }
}
