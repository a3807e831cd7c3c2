package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.Ipv6Address;

/** {@code ping}, with what to send on the line, or asked for. */
final class PingCommand {
    static final int DEFAULT_COUNT = 5;
    static final int DEFAULT_BYTES = 100;

    static final int DEFAULT_TIMEOUT_SECONDS = 2;

    static final String INVALID_SOURCE = "% Invalid source address- IP address not on any of our up interfaces";

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
        for (String tail : tails) {
            graph.addLasting(PING + TARGET + tail, PingCommand::ping);
            graph.addLasting(PING + "ip  IP echo\n" + TARGET + tail, PingCommand::ping);
        }
        for (String tail : inAnyOrder(OPTIONS.subList(0, OPTIONS.indexOf(DF_BIT)), MAX_OPTIONS)) {
            graph.addLasting(PING + "ipv6  IPv6 echo\n" + TARGET + tail, PingCommand::ping6);
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

    /** The address to send from: empty if the line says none; refused if it is not this device's. */
    private static Optional<IpAddress> source(IosConsole console, Arguments arguments, boolean six, Reply reply) {
        if (!arguments.has("source")) {
            return Optional.of(six ? Ipv6Address.ANY : Ipv4Address.ANY);
        }
        String word = arguments.text("source");
        Optional<IpAddress> address = six
                ? source6(console, word).map(own -> own)
                : source(console, word).map(own -> own);
        if (address.isEmpty()) {
            reply.refuse(INVALID_SOURCE, word, "one of ours");
        }
        return address;
    }

    /** The device's own address that a word gives, or the interface that it names. */
    static Optional<Ipv4Address> source(IosConsole console, String word) {
        return Ipv4Address.tryParse(word)
                .or(() -> interfaceNamed(console, word)
                        .flatMap(ip -> ip.addresses().stream().findFirst())
                        .map(InterfaceAddress::address))
                .filter(console.device().stack()::isLocal);
    }

    /** Likewise of IPv6; of an interface, a global address before the link-local one. */
    private static Optional<Ipv6Address> source6(IosConsole console, String word) {
        return Ipv6Address.tryParse(word)
                .or(() -> interfaceNamed(console, word)
                        .flatMap(ip -> ip.ip6().addresses().stream()
                                .map(Ip6Address::address)
                                .min(Comparator.comparing(Ipv6Address::isLinkLocal))))
                .filter(console.device().stack()::isLocal);
    }

    private static Optional<NetworkInterface> interfaceNamed(IosConsole console, String word) {
        return InterfaceName.tryParse(word)
                .flatMap(console.device()::interfaceNamed)
                .flatMap(DeviceInterface::ip);
    }

    private static void ping(IosConsole console, Arguments arguments, Reply reply) {
        if (Ipv6Address.tryParse(arguments.text("target")).isPresent()) {
            ping6(console, arguments, reply);
            return;
        }
        settings(console, arguments, false, reply)
                .ifPresentOrElse(
                        settings ->
                                PingRun.begin(console, arguments.text("target"), settings, seconds(arguments), reply),
                        reply::finish);
    }

    private static void ping6(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv6Address> target = Ipv6Address.tryParse(arguments.text("target"));
        if (target.isEmpty()) {
            PingRun.refuse(arguments.text("target"), reply);
            return;
        }
        settings(console, arguments, true, reply)
                .ifPresentOrElse(
                        settings -> PingRun.send(console, target.get(), settings, seconds(arguments), reply),
                        reply::finish);
    }

    private static int seconds(Arguments arguments) {
        return arguments.find("timeout", Integer.class).orElse(DEFAULT_TIMEOUT_SECONDS);
    }

    private static Optional<PingSettings> settings(IosConsole console, Arguments arguments, boolean six, Reply reply) {
        int size = arguments.find("size", Integer.class).orElse(DEFAULT_BYTES);
        return source(console, arguments, six, reply)
                .map(source -> new PingSettings(
                        arguments.find("count", Integer.class).orElse(DEFAULT_COUNT),
                        0,
                        Math.max(1, TimeUnit.SECONDS.toNanos(seconds(arguments))),
                        Math.max(0, size - PingRun.headers(source)),
                        Ipv4Packet.DEFAULT_TTL,
                        arguments.has("df-bit"),
                        source));
    }
}
