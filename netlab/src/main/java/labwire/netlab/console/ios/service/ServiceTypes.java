package labwire.netlab.console.ios.service;

import java.util.HexFormat;
import java.util.Optional;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.wire.Bytes;

/** Kinds of argument of these commands. */
final class ServiceTypes {
    /** {@code /24} */
    static final ArgumentType<Integer> PREFIX_LENGTH = ArgumentType.ofWord("/nn", ServiceTypes::prefixLength);
    /** {@code 0100.5079.6668.00}: octets in hexadecimal digits, dotted as one likes. */
    static final ArgumentType<Bytes> CLIENT_KEY = ArgumentType.ofWord("H.H.H...", ServiceTypes::octets);
    /** The same, where an option's value is meant. */
    static final ArgumentType<Bytes> HEX = ArgumentType.ofWord("HEX", ServiceTypes::octets);

    private static final int MAX_OCTETS = 255;

    private ServiceTypes() {}

    private static Optional<Integer> prefixLength(String word) {
        if (!word.matches("/[0-9]{1,2}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(word.substring(1));
        return length <= 32 ? Optional.of(length) : Optional.empty();
    }

    private static Optional<Bytes> octets(String word) {
        String digits = word.replace(".", "");
        boolean whole = digits.length() % 2 == 0 && digits.length() <= 2 * MAX_OCTETS;
        return whole && digits.matches("[0-9A-Fa-f]+")
                ? Optional.of(Bytes.wrap(HexFormat.of().parseHex(digits)))
                : Optional.empty();
    }

    /** Octets as IOS writes them: groups of four digits with dots between. */
    static String dotted(Bytes octets) {
        String digits = HexFormat.of().formatHex(octets.toByteArray());
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < digits.length(); at += 4) {
            text.append(at == 0 ? "" : ".").append(digits, at, Math.min(at + 4, digits.length()));
        }
        return text.toString();
    }
}
