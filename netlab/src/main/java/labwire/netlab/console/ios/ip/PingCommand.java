package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
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
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

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

    /** What may follow a destination, in any order up to three of them. */
    private static final List<String> OPTIONS = List.of(
            "repeat  specify repeat count\n{count:<1-65535>}  Repeat count\n",
            "size  specify datagram size\n{size:<36-18024>}  Datagram size\n",
            "source  specify source address or name\n{source:PING-SOURCE}  Source address or interface\n",
            "timeout  specify timeout interval\n{timeout:<0-3600>}  Seconds\n",
            "df-bit  enable do not fragment bit in IP header\n");

    private static final int MAX_OPTIONS = 3;

    static void addTo(CommandGraph<IosConsole> graph) {
        List<String> tails = new ArrayList<>(inAnyOrder(OPTIONS, MAX_OPTIONS));
        tails.add(String.join("", OPTIONS));
        graph.add(PING + "[ip]  IP echo\n", (console, arguments, reply) -> new PingDialogue(console).begin());
        for (String tail : tails) {
            graph.addLasting(PING + TARGET + tail, PingCommand::ping);
            graph.addLasting(PING + "ip  IP echo\n" + TARGET + tail, PingCommand::ping);
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
    private static Optional<Ipv4Address> source(IosConsole console, Arguments arguments, Reply reply) {
        if (!arguments.has("source")) {
            return Optional.of(Ipv4Address.ANY);
        }
        Optional<Ipv4Address> address = source(console, arguments.text("source"));
        if (address.isEmpty()) {
            reply.refuse(INVALID_SOURCE, arguments.text("source"), "one of ours");
        }
        return address;
    }

    /** The device's own address that a word gives, or the interface that it names. */
    static Optional<Ipv4Address> source(IosConsole console, String word) {
        return Ipv4Address.tryParse(word)
                .or(() -> InterfaceName.tryParse(word)
                        .flatMap(console.device()::interfaceNamed)
                        .flatMap(DeviceInterface::ip)
                        .flatMap(ip -> ip.addresses().stream().findFirst())
                        .map(InterfaceAddress::address))
                .filter(console.device().stack()::isLocal);
    }

    private static void ping(IosConsole console, Arguments arguments, Reply reply) {
        Optional<Ipv4Address> source = source(console, arguments, reply);
        if (source.isEmpty()) {
            reply.finish();
            return;
        }
        int seconds = arguments.find("timeout", Integer.class).orElse(DEFAULT_TIMEOUT_SECONDS);
        PingSettings settings = new PingSettings(
                arguments.find("count", Integer.class).orElse(DEFAULT_COUNT),
                0,
                Math.max(1, TimeUnit.SECONDS.toNanos(seconds)),
                arguments.find("size", Integer.class).orElse(DEFAULT_BYTES) - PingRun.HEADERS,
                Ipv4Packet.DEFAULT_TTL,
                arguments.has("df-bit"),
                source.get());
        PingRun.begin(console, arguments.text("target"), settings, seconds, reply);
    }
}
