package labwire.netlab.console.ios.filter;

import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.filter.AccessGroup;
import labwire.netlab.stack.filter.AccessList;
import labwire.netlab.stack.filter.AccessList.Deciding;
import labwire.netlab.stack.filter.AccessList.Kind;
import labwire.netlab.stack.filter.AccessList.Line;
import labwire.netlab.stack.filter.AccessList.Remark;
import labwire.netlab.stack.filter.AccessRule;
import labwire.netlab.stack.ip6.Ip6Filter;
import labwire.netlab.stack.ip6.Ip6InterfaceSettings;
import org.jspecify.annotations.Nullable;

/** {@code ipv6 access-list NAME}, and {@code ipv6 traffic-filter NAME in|out} of an interface. */
final class Ipv6ListCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String LIST = """
            ipv6  Global IPv6 configuration commands
            access-list  Configure access lists
            {name:ACL-NAME}  User selected string identifying this access list
            """;
    private static final String FILTER = """
            ipv6  IPv6 interface subcommands
            traffic-filter  Access control list for packets
            """;
    private static final String DIRECTION = """
            in  inbound packets
            | out  outbound packets
            """;

    private Ipv6ListCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                LIST,
                (console, arguments, reply) -> AccessListCommands.obtain(
                                console, arguments.text("name"), Kind.IPV6, reply)
                        .ifPresent(list -> console.enter(new AccessListMode(list))));
        graph.add(
                NO + LIST,
                (console, arguments, reply) -> AccessListCommands.remove(console, arguments.text("name"), reply));
    }

    static void addToInterface(CommandGraph<IosConsole> graph) {
        String name = "{name:ACL-NAME}  Access-list name\n";
        graph.add(FILTER + name + DIRECTION, (console, arguments, reply) -> {
            AccessGroup group = console.device().accessLists().group(arguments.text("name"));
            set(console, arguments.has("in"), group);
        });
        for (String given : new String[] {"", name}) {
            graph.add(
                    NO + FILTER + given + DIRECTION,
                    (console, arguments, reply) -> set(console, arguments.has("in"), null));
        }
    }

    private static void set(IosConsole console, boolean in, @Nullable AccessGroup group) {
        for (DeviceInterface each : console.selected()) {
            Optional<Ip6InterfaceSettings> settings =
                    each.ip().map(ip -> ip.ip6().settings());
            settings.ifPresent(on -> {
                if (in) {
                    on.inFilter(group);
                } else {
                    on.outFilter(group);
                }
            });
        }
    }

    static void writeInterface(IosDevice device, DeviceInterface configured, ConfigText text) {
        Optional<Ip6InterfaceSettings> settings = configured
                .ip()
                .filter(ip -> !ip.isDiscard())
                .map(NetworkInterface::ip6)
                .map(on -> on.settings());
        settings.flatMap(Ip6InterfaceSettings::inFilter)
                .flatMap(Ipv6ListCommands::nameOf)
                .ifPresent(name -> text.child("ipv6 traffic-filter " + name + " in"));
        settings.flatMap(Ip6InterfaceSettings::outFilter)
                .flatMap(Ipv6ListCommands::nameOf)
                .ifPresent(name -> text.child("ipv6 traffic-filter " + name + " out"));
    }

    private static Optional<String> nameOf(Ip6Filter filter) {
        return filter instanceof AccessGroup group ? Optional.of(group.name()) : Optional.empty();
    }

    static void write(IosDevice device, ConfigText text) {
        for (AccessList list : device.accessLists().lists()) {
            if (list.kind() != Kind.IPV6) {
                continue;
            }
            text.line("ipv6 access-list " + list.name());
            int expected = AccessList.SEQUENCE_STEP;
            for (Line line : list.lines()) {
                if (line instanceof Remark remark) {
                    text.child("remark " + remark.text());
                } else if (line instanceof Deciding deciding) {
                    AccessRule rule = deciding.rule();
                    String sequence = rule.sequence() == expected ? "" : "sequence " + rule.sequence() + " ";
                    text.child(sequence + RuleText.ipv6(rule));
                    expected = (rule.sequence() / AccessList.SEQUENCE_STEP + 1) * AccessList.SEQUENCE_STEP;
                }
            }
        }
    }
}
