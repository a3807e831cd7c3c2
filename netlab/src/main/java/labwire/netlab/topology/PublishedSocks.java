package labwire.netlab.topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.cloud.SocksCredentials;
import labwire.netlab.wire.Ipv4Address;

/**
 * A SOCKS5 port of the workstation through which any host of the lab can be reached, as in {@code 127.0.0.1:1080} or
 * {@code me:secret@127.0.0.1:1080}.
 *
 * @param at where it was written; the cloud's own place for the default
 * @param address the workstation's address to listen on; 127.0.0.1 unless the file says otherwise
 * @param port 1 to 65535, before any {@code --port-offset}
 * @param credentials that clients must give; empty: anybody who reaches the port may use it
 */
public record PublishedSocks(SourceLocation at, Ipv4Address address, int port, Optional<SocksCredentials> credentials) {
    /** The port that is well known for it. */
    public static final int DEFAULT_PORT = 1080;

    static final String SHAPE = "[USER:PASSWORD@][ADDRESS:]PORT, such as 127.0.0.1:1080, or off";

    private static final Pattern PATTERN =
            Pattern.compile("(?:([^:@]{1,63}):([^@]{1,63})@)?(?:([0-9.]{7,15}):)?([0-9]{1,5})");

    static PublishedSocks byDefault(SourceLocation at) {
        return new PublishedSocks(at, Ipv4Address.LOOPBACK, DEFAULT_PORT, Optional.empty());
    }

    static Optional<PublishedSocks> parse(SourceLocation at, String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Ipv4Address> address =
                matcher.group(3) == null ? Optional.of(Ipv4Address.LOOPBACK) : Ipv4Address.tryParse(matcher.group(3));
        int port = Integer.parseInt(matcher.group(4));
        if (address.isEmpty() || port < 1 || port > 0xFFFF) {
            return Optional.empty();
        }
        Optional<SocksCredentials> credentials =
                Optional.ofNullable(matcher.group(1)).map(user -> new SocksCredentials(user, matcher.group(2)));
        return Optional.of(new PublishedSocks(at, address.get(), port, credentials));
    }
}
