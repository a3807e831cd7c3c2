package labwire.netlab.console.ios.ip6;

import java.util.Locale;
import labwire.netlab.wire.Ipv6Address;
import labwire.netlab.wire.Ipv6Prefix;
import labwire.netlab.wire.NdpMessage.Preference;

/** Addresses as IOS writes them: in capitals, without a zone. */
final class Ipv6Names {
    private Ipv6Names() {}

    static String of(Ipv6Address address) {
        return address.withoutZone().toString().toUpperCase(Locale.ROOT);
    }

    static String of(Preference preference) {
        return switch (preference) {
            case LOW -> "Low";
            case MEDIUM -> "Medium";
            case HIGH -> "High";
        };
    }

    static String of(Ipv6Prefix prefix) {
        return of(prefix.network()) + "/" + prefix.length();
    }
}
