package labwire.netlab.console.ios.nat;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.nat.AddressPool;
import labwire.netlab.stack.nat.GlobalSide;
import labwire.netlab.stack.nat.NatRules;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** {@code ip nat pool}. */
final class NatPoolCommands {
    private static final String POOL = """
            ip  Global IP configuration subcommands
            nat  NAT configuration commands
            pool  Define pool of addresses
            {name:WORD}  Pool name
            """;
    private static final String RANGE = """
            {first:A.B.C.D}  Start IP address
            {last:A.B.C.D}  End IP address
            """;
    private static final String NETMASK = "netmask  Specify the network mask\n{mask:A.B.C.D}  Network mask\n";
    private static final String PREFIX = "prefix-length  Specify the prefix length\n{length:<1-32>}  Prefix length\n";

    private NatPoolCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String no = "no  Negate a command or set its defaults\n";
        for (String size : new String[] {NETMASK, PREFIX}) {
            graph.add(POOL + RANGE + size, NatPoolCommands::add);
            graph.add(no + POOL + RANGE + size, NatPoolCommands::remove);
        }
        graph.add(no + POOL, NatPoolCommands::remove);
    }

    private static void add(IosConsole console, Arguments arguments, Reply reply) {
        Ipv4Address first = arguments.address("first");
        Ipv4Address last = arguments.address("last");
        Optional<Integer> length = arguments.find("length", Integer.class).or(() -> length(arguments));
        boolean inOrder = first.compareTo(last) <= 0
                && Integer.toUnsignedLong(last.value()) - Integer.toUnsignedLong(first.value()) < AddressPool.MAX_SIZE;
        if (length.isEmpty() || !Ipv4Prefix.of(first, length.get()).contains(last)) {
            reply.refuse(
                    "%Pool " + arguments.text("name") + " mask and addresses are not consistent",
                    first + " " + last,
                    "addresses of one network of that mask");
        } else if (!inOrder) {
            reply.refuse("%End address less than start address", first + " " + last, "addresses in order");
        } else if (!console.device()
                .nat()
                .rules()
                .add(new AddressPool(arguments.text("name"), first, last, length.get()))) {
            reply.refuse("%No memory for pool", arguments.text("name"), "at most " + NatRules.MAX_POOLS + " pools");
        }
    }

    private static Optional<Integer> length(Arguments arguments) {
        try {
            return Optional.of(Ipv4Prefix.lengthOfMask(arguments.address("mask")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        NatRules rules = console.device().nat().rules();
        String name = arguments.text("name");
        boolean used = rules.rules().stream()
                .anyMatch(rule -> rule.global() instanceof GlobalSide.OfPool of
                        && of.pool().equals(name));
        if (used) {
            reply.refuse("%Pool " + name + " in use, cannot destroy", name, "a pool that no rule has");
        } else if (rules.pools().remove(name) == null) {
            reply.refuse("%Pool " + name + " is not defined", name, "a pool");
        }
    }

    static void write(IosDevice device, ConfigText text) {
        for (AddressPool pool : device.nat().rules().pools().values()) {
            Ipv4Address mask = Ipv4Prefix.of(pool.first(), pool.prefixLength()).mask();
            text.line("ip nat pool " + pool.name() + " " + pool.first() + " " + pool.last() + " netmask " + mask);
        }
    }
}
