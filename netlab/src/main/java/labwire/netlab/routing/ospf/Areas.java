package labwire.netlab.routing.ospf;

import java.util.Optional;
import labwire.netlab.wire.Ipv4Address;

/** How area IDs are written: as a number, or as an address. */
public final class Areas {
    public static final Ipv4Address BACKBONE = Ipv4Address.ANY;

    /** An ID that is larger is written as an address. */
    private static final int MAX_NUMBER_TEXT = 0xFFFF;

    private Areas() {}

    /** Reads a number from 0 to 4294967295, or an address. */
    public static Optional<Ipv4Address> parse(String text) {
        if (text.length() <= 10 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(text);
            return number <= 0xFFFF_FFFFL ? Optional.of(new Ipv4Address((int) number)) : Optional.empty();
        }
        return Ipv4Address.tryParse(text);
    }

    /** A small ID as a number, another one as an address. */
    public static String text(Ipv4Address area) {
        return area.value() >= 0 && area.value() <= MAX_NUMBER_TEXT ? Integer.toString(area.value()) : area.toString();
    }
}
