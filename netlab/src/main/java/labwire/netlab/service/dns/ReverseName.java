package labwire.netlab.service.dns;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;

/**
 * The names under which the names of addresses are found: {@code 25.0.0.10.in-addr.arpa} (<a
 * href="https://www.rfc-editor.org/rfc/rfc1035#section-3.5">RFC 1035, 3.5</a>), and 32 digits before {@code ip6.arpa}
 * (<a href="https://www.rfc-editor.org/rfc/rfc3596#section-2.5">RFC 3596, 2.5</a>).
 */
final class ReverseName {
    private static final Pattern FOUR =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.in-addr\\.arpa");
    private static final Pattern SIX = Pattern.compile("((?:[0-9a-f]\\.){32})ip6\\.arpa");
    /** Digits of half an IPv6 address. */
    private static final int HALF = 16;

    private ReverseName() {}

    /** The address of a name of this kind, in any case of its letters. */
    static Optional<IpAddress> addressOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher four = FOUR.matcher(lower);
        if (four.matches()) {
            return Ipv4Address.tryParse(four.group(4) + "." + four.group(3) + "." + four.group(2) + "." + four.group(1))
                    .map(address -> address);
        }
        Matcher six = SIX.matcher(lower);
        if (!six.matches()) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(six.group(1).replace(".", "")).reverse();
        return Optional.of(new Ipv6Address(
                HexFormat.fromHexDigitsToLong(digits, 0, HALF), HexFormat.fromHexDigitsToLong(digits, HALF, 2 * HALF)));
    }
}
