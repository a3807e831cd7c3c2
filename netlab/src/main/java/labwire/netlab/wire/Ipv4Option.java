package labwire.netlab.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * One option of an IPv4 header, for people to read.
 *
 * @param type such as {@link Ipv4Options#RECORD_ROUTE}
 * @param bytes type, length and all
 */
public record Ipv4Option(int type, Bytes bytes) {
    private static final int WORD_BYTES = 4;

    /** Those of an options area, without its padding. */
    public static List<Ipv4Option> in(Bytes options) {
        List<Ipv4Option> found = new ArrayList<>();
        int length;
        for (int at = 0; at < options.length() && options.get(at) != Ipv4Options.END; at += length) {
            length = Ipv4Options.length(options, at);
            if (options.get(at) != Ipv4Options.NO_OPERATION) {
                found.add(new Ipv4Option(Ipv4Options.octet(options, at), options.slice(at, length)));
            }
        }
        return found;
    }

    /** One of its octets; 0 beyond its end. */
    public int octet(int at) {
        return at < bytes.length() ? Ipv4Options.octet(bytes, at) : 0;
    }

    /** Where the next station writes, counted from 1; of those options that have it. */
    public int pointer() {
        return octet(Ipv4Options.POINTER_AT);
    }

    /** The whole words from an octet on: addresses, or times. */
    public List<Integer> words(int from) {
        List<Integer> words = new ArrayList<>();
        for (int at = from; at + WORD_BYTES <= bytes.length(); at += WORD_BYTES) {
            words.add(Ipv4Options.address(bytes, at).value());
        }
        return words;
    }
}
