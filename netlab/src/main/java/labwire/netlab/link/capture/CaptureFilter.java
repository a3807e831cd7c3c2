package labwire.netlab.link.capture;

import java.util.function.Predicate;
import labwire.netlab.wire.EthernetFrame;

/**
 * Which frames a capture takes, in the words of tcpdump's filters: {@code host 10.0.0.1 and tcp port 25}.
 *
 * <pre>
 *  filter    = term { ("or" | "||") term }
 *  term      = factor { ("and" | "&amp;&amp;") factor }
 *  factor    = ("not" | "!") factor | "(" filter ")" | test
 *  test      = protocol | ["src" | "dst"] "host" ADDRESS | ["src" | "dst"] "net" PREFIX
 *            | ["tcp" | "udp"] ["src" | "dst"] "port" NUMBER | "vlan" [NUMBER] | "ether" ["src" | "dst"] "host" MAC
 *            | "broadcast" | "multicast"
 *  protocol  = "ip" | "ip6" | "arp" | "icmp" | "icmp6" | "tcp" | "udp" | "ospf" | "stp" | "cdp" | "lldp" | "dtp" | "vtp"
 * </pre>
 *
 * <p>A host is a sender or a receiver of IP, or in an ARP packet. Fragments but the first have no ports.
 *
 * @param text as the user wrote it; empty for {@link #ALL}
 * @param test whether a frame is taken
 */
public record CaptureFilter(String text, Predicate<EthernetFrame> test) {
    /** Characters of a filter. */
    public static final int MAX_LENGTH = 1000;

    public static final CaptureFilter ALL = new CaptureFilter("", frame -> true);

    /**
     * Reads a filter; one without words takes every frame.
     *
     * @throws IllegalArgumentException naming the column, what was found there and what was expected
     */
    public static CaptureFilter parse(String text) {
        return text.isBlank() ? ALL : new CaptureFilter(text, new CaptureFilterParser(text).parse());
    }

    public boolean matches(EthernetFrame frame) {
        return test.test(frame);
    }
}
