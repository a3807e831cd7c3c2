package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.wire.IpAddress.Family;

/** {@code ping}, with what to send on the line, or asked for. */
final class PingCommand {
    private static final String PING = "ping  Send echo messages\n";
    private static final String TARGET = "{target:WORD}  Ping destination address or hostname\n";

    /** An address, or an interface's name in one word or two. */
    static final ArgumentType<String> SOURCE = new ArgumentType<>("PING-SOURCE", (line, index) -> {
        boolean split = index + 1 < line.size()
                && InterfaceName.tryParse(line.word(index)).isEmpty()
                && InterfaceName.tryParse(line.word(index) + " " + line.word(index + 1))
                        .isPresent();
        String text = split ? line.word(index) + line.word(index + 1) : line.word(index);
        return Optional.of(new ArgumentType.Reading<>(text, split ? 2 : 1));
    });

    private PingCommand() {}

    private static final String IPV6 = "ipv6  IPv6 echo\n";
    private static final String DF_BIT = "df-bit  enable do not fragment bit in IP header\n";

    /** What may follow a destination, in any order up to three of them; the last one of IPv4 alone. */
    private static final List<String> OPTIONS = List.of(
            "repeat  specify repeat count\n{count:<1-65535>}  Repeat count\n",
            "size  specify datagram size\n{size:<36-18024>}  Datagram size\n",
            "source  specify source address or name\n{source:PING-SOURCE}  Source address or interface\n",
            "timeout  specify timeout interval\n{timeout:<0-3600>}  Seconds\n",
            DF_BIT);

    private static final int MAX_OPTIONS = 3;

    static void addTo(CommandGraph<IosConsole> graph) {
        List<String> tails = new ArrayList<>(inAnyOrder(OPTIONS, MAX_OPTIONS));
        tails.add(String.join("", OPTIONS));
        graph.add(PING + "[ip]  IP echo\n", (console, arguments, reply) -> new PingDialogue(console).begin());
        graph.add(PING + IPV6, (console, arguments, reply) -> new PingDialogue(console).beginIpv6());
        for (String tail : tails) {
            graph.addLasting(
                    PING + TARGET + tail,
                    (console, arguments, reply) -> ping(console, Set.of(Family.values()), arguments, reply));
            graph.addLasting(
                    PING + "ip  IP echo\n" + TARGET + tail,
                    (console, arguments, reply) -> ping(console, Set.of(Family.IPV4), arguments, reply));
        }
        for (String tail : inAnyOrder(OPTIONS.subList(0, OPTIONS.indexOf(DF_BIT)), MAX_OPTIONS)) {
            graph.addLasting(
                    PING + IPV6 + TARGET + tail,
                    (console, arguments, reply) -> ping(console, Set.of(Family.IPV6), arguments, reply));
        }
    }

    /** Every sequence of up to so many of the options, none of them twice; that of none first. */
    static List<String> inAnyOrder(List<String> options, int most) {
        List<String> sequences = new ArrayList<>(List.of(""));
        if (most > 0) {
            for (String option : options) {
                List<String> others =
                        options.stream().filter(other -> !other.equals(option)).toList();
                inAnyOrder(others, most - 1).forEach(sequence -> sequences.add(option + sequence));
            }
        }
        return sequences;
    }

    private static void ping(IosConsole console, Set<Family> families, Arguments arguments, Reply reply) {
        PingRequest usual = PingRequest.DEFAULT;
        PingRequest request = new PingRequest(
                arguments.find("count", Integer.class).orElse(usual.count()),
                arguments.find("size", Integer.class).orElse(usual.bytes()),
                arguments.find("timeout", Integer.class).orElse(usual.seconds()),
                arguments.has("df-bit"),
                arguments.find("source", String.class));
        PingRun.begin(console, arguments.text("target"), families, request, reply);
    }
}
