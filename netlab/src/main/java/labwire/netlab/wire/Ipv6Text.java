package labwire.netlab.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/** IPv6 addresses as text: read in all forms of RFC 4291, 2.2, written in the one of RFC 5952, 4. */
final class Ipv6Text {
    /** Eight groups of four digits, or six and an IPv4 address. */
    private static final int MAX_LENGTH = 45;

    private static final int GROUPS = 8;
    /** The index of an interface; its name, only a stack can look up. */
    private static final Pattern ZONE = Pattern.compile("[1-9][0-9]{0,8}");

    private Ipv6Text() {}

    static Optional<Ipv6Address> parse(String text) {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return parseBare(text);
        }
        Optional<Ipv6Address> bare = parseBare(text.substring(0, percent));
        String zone = text.substring(percent + 1);
        return ZONE.matcher(zone).matches()
                ? bare.map(address -> address.in(Integer.parseInt(zone)))
                : Optional.empty();
    }

    private static Optional<Ipv6Address> parseBare(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return read(text, groups, 0) == GROUPS ? Optional.of(address(groups)) : Optional.empty();
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int[] last = new int[GROUPS];
        int before = head.isEmpty() ? 0 : read(head, groups, 0);
        int after = tail.isEmpty() ? 0 : read(tail, last, 0);
        // RFC 4291, 2.2: "::" stands for one or more groups of zeros.
        if (before < 0 || after < 0 || before + after >= GROUPS || head.indexOf('.') >= 0) {
            return Optional.empty();
        }
        System.arraycopy(last, 0, groups, GROUPS - after, after);
        return Optional.of(address(groups));
    }

    /** Reads groups between single colons, the last two perhaps as an IPv4 address; how many, or -1. */
    private static int read(String text, int[] groups, int from) {
        int count = from;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('.') >= 0) {
                Optional<Ipv4Address> ending = Ipv4Address.tryParse(part);
                if (i < parts.length - 1 || ending.isEmpty() || count + 2 > GROUPS) {
                    return -1;
                }
                groups[count++] = ending.get().value() >>> 16;
                groups[count++] = ending.get().value() & 0xFFFF;
                continue;
            }
            int value = group(part);
            if (value < 0 || count == GROUPS) {
                return -1;
            }
            groups[count++] = value;
        }
        return count;
    }

    private static int group(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static Ipv6Address address(int[] groups) {
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < 4; i++) {
            upper = upper << 16 | groups[i];
            lower = lower << 16 | groups[i + 4];
        }
        return new Ipv6Address(upper, lower);
    }

    static String of(Ipv6Address address) {
        if (address.isMapped()) {
            return "::ffff:" + new Ipv4Address((int) address.lower());
        }
        int[] groups = groups(address);
        int gap = longestGap(groups);
        int gapEnd = gap < 0 ? -1 : gap + zerosFrom(groups, gap);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i = gapEnd - 1;
                continue;
            }
            if (i > 0 && i != gapEnd) {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static int[] groups(Ipv6Address address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (address.upper() >>> 48 - 16 * i) & 0xFFFF;
            groups[i + 4] = (int) (address.lower() >>> 48 - 16 * i) & 0xFFFF;
        }
        return groups;
    }

    /** Where the longest run of zeros begins, the first of equal ones; -1 if none has two groups. */
    private static int longestGap(int[] groups) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zerosFrom(groups, i);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int zerosFrom(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
