package labwire.netlab.link.capture;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/** Reads a {@link CaptureFilter}, by recursive descent. */
final class CaptureFilterParser {
    private static final Pattern WORD = Pattern.compile("\\(|\\)|&&|\\|\\||!|[^\\s()!&|]+|[&|]");
    private static final Pattern PREFIX = Pattern.compile("([0-9a-f.:]+)/([0-9]{1,3})");
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_VLAN = 4095;
    private static final String TEST =
            "a test, such as host 10.0.0.1, net 10.0.0.0/8, port 25, tcp, arp, vlan 10 or ether host 02:00:00:00:00:01";

    /** A word, and where it begins, from 1. */
    private record Word(String text, int column) {}

    private final List<Word> words = new ArrayList<>();
    private final int end;
    private int next;
    private int depth;

    CaptureFilterParser(String text) {
        if (text.length() > CaptureFilter.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "filter: " + text.length() + " characters (expected: at most " + CaptureFilter.MAX_LENGTH + ")");
        }
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group().toLowerCase(Locale.ROOT), matcher.start() + 1));
        }
        end = text.length() + 1;
    }

    Predicate<EthernetFrame> parse() {
        Predicate<EthernetFrame> filter = alternatives();
        if (next < words.size()) {
            throw unexpected("and, or, or the end");
        }
        return filter;
    }

    private Predicate<EthernetFrame> alternatives() {
        Predicate<EthernetFrame> filter = conjunction();
        while (skip("or") || skip("||")) {
            filter = filter.or(conjunction());
        }
        return filter;
    }

    private Predicate<EthernetFrame> conjunction() {
        Predicate<EthernetFrame> filter = factor();
        while (skip("and") || skip("&&")) {
            filter = filter.and(factor());
        }
        return filter;
    }

    private Predicate<EthernetFrame> factor() {
        if (++depth > MAX_DEPTH) {
            throw unexpected("at most " + MAX_DEPTH + " of not and (");
        }
        Predicate<EthernetFrame> filter;
        if (skip("not") || skip("!")) {
            filter = factor().negate();
        } else if (skip("(")) {
            filter = alternatives();
            if (!skip(")")) {
                throw unexpected("and, or, or )");
            }
        } else {
            filter = test();
        }
        depth--;
        return filter;
    }

    private Predicate<EthernetFrame> test() {
        if (next == words.size()) {
            throw unexpected(TEST);
        }
        if (skip("ether")) {
            FrameFields.End end = whichEnd();
            expect("host");
            MacAddress address = value(CaptureFilterParser::mac, "a MAC address, such as 02:00:00:00:00:01");
            return frame -> FrameFields.macs(frame, end).anyMatch(address::equals);
        }
        if (skip("vlan")) {
            if (next < words.size() && words.get(next).text().matches("[0-9]+")) {
                int vlan = number(MAX_VLAN);
                return frame -> frame.tags().stream().anyMatch(tag -> tag.vlanId() == vlan);
            }
            return frame -> !frame.tags().isEmpty();
        }
        if (skip("broadcast")) {
            return frame -> frame.destination().isBroadcast();
        }
        if (skip("multicast")) {
            return frame -> frame.destination().isMulticast();
        }
        return protocolOrEnd();
    }

    private Predicate<EthernetFrame> protocolOrEnd() {
        Optional<FrameFields.Protocol> protocol =
                FrameFields.Protocol.of(words.get(next).text());
        if (protocol.isEmpty()) {
            return end(frame -> true);
        }
        FrameFields.Protocol named = protocol.get();
        next++;
        boolean hasPorts = named == FrameFields.Protocol.TCP || named == FrameFields.Protocol.UDP;
        boolean goesOn = next < words.size()
                && List.of("src", "dst", "port").contains(words.get(next).text());
        return hasPorts && goesOn ? end(named::is) : named::is;
    }

    /** {@code [src|dst] host|net|port VALUE}. */
    private Predicate<EthernetFrame> end(Predicate<EthernetFrame> protocol) {
        FrameFields.End end = whichEnd();
        if (skip("host")) {
            IpAddress address = value(IpAddress::tryParse, "an address, such as 10.0.0.1");
            return frame ->
                    protocol.test(frame) && FrameFields.hosts(frame, end).anyMatch(address::equals);
        }
        if (skip("net")) {
            Predicate<IpAddress> network = value(CaptureFilterParser::network, "a network, such as 10.0.0.0/8");
            return frame ->
                    protocol.test(frame) && FrameFields.hosts(frame, end).anyMatch(network);
        }
        if (skip("port")) {
            int port = number(MAX_PORT);
            return frame ->
                    protocol.test(frame) && FrameFields.ports(frame, end).anyMatch(found -> found == port);
        }
        throw unexpected(end == FrameFields.End.EITHER ? TEST : "host, net or port");
    }

    private FrameFields.End whichEnd() {
        return skip("src")
                ? FrameFields.End.SOURCE
                : skip("dst") ? FrameFields.End.DESTINATION : FrameFields.End.EITHER;
    }

    private int number(int max) {
        return value(
                word -> word.matches("[0-9]{1,9}") && Integer.parseInt(word) <= max
                        ? Optional.of(Integer.valueOf(word))
                        : Optional.empty(),
                "a number up to " + max);
    }

    private interface Reading<T> {
        Optional<T> read(String word);
    }

    private <T> T value(Reading<T> reading, String expected) {
        Optional<T> value = next < words.size() ? reading.read(words.get(next).text()) : Optional.empty();
        if (value.isEmpty()) {
            throw unexpected(expected);
        }
        next++;
        return value.get();
    }

    private static Optional<MacAddress> mac(String word) {
        try {
            return Optional.of(MacAddress.parse(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Which addresses share the leading bits of the one before the stroke. */
    private static Optional<Predicate<IpAddress>> network(String word) {
        Matcher parts = PREFIX.matcher(word);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(parts.group(2));
        return IpAddress.tryParse(parts.group(1))
                .filter(address -> length <= bits(address))
                .map(address -> found ->
                        bits(found) == bits(address) && leading(found, length).equals(leading(address, length)));
    }

    private static int bits(IpAddress address) {
        return address instanceof Ipv4Address ? Integer.SIZE : 2 * Long.SIZE;
    }

    private static BigInteger leading(IpAddress address, int length) {
        byte[] octets = address.toInetAddress().getAddress();
        return new BigInteger(1, octets).shiftRight(octets.length * Byte.SIZE - length);
    }

    private void expect(String word) {
        if (!skip(word)) {
            throw unexpected(word);
        }
    }

    private boolean skip(String word) {
        if (next < words.size() && words.get(next).text().equals(word)) {
            next++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException unexpected(String expected) {
        boolean atEnd = next >= words.size();
        return new IllegalArgumentException("filter, column "
                + (atEnd ? end : words.get(next).column()) + ": "
                + (atEnd ? "nothing" : words.get(next).text()) + " (expected: " + expected + ")");
    }
}
