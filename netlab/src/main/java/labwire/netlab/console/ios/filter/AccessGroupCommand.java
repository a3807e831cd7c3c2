package labwire.netlab.console.ios.filter;

import java.util.Optional;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.PacketFilter;
import labwire.netlab.stack.filter.AccessGroup;
import org.jspecify.annotations.Nullable;

/** {@code ip access-group N in|out} of an interface. */
final class AccessGroupCommand {
    private static final String GROUP = """
            ip  Interface Internet Protocol config commands
            access-group  Specify access control for packets
            """;
    private static final String DIRECTION = """
            in  inbound packets
            | out  outbound packets
            """;

    private AccessGroupCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        String name = "{name:ACL-NAME}  IP access list number or name\n";
        graph.add(GROUP + name + DIRECTION, (console, arguments, reply) -> {
            AccessGroup group = console.device().accessLists().group(arguments.text("name"));
            console.selected().forEach(i -> i.ip().ifPresent(ip -> set(ip, arguments.has("in"), group)));
        });
        for (String given : new String[] {"", name}) {
            graph.add(
                    "no  Negate a command or set its defaults\n" + GROUP + given + DIRECTION,
                    (console, arguments, reply) -> console.selected()
                            .forEach(i -> i.ip().ifPresent(ip -> set(ip, arguments.has("in"), null))));
        }
    }

    private static void set(NetworkInterface ip, boolean in, @Nullable AccessGroup group) {
        if (in) {
            ip.inFilter(group);
        } else {
            ip.outFilter(group);
        }
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        Optional<NetworkInterface> ip = configured.ip();
        ip.map(NetworkInterface::inFilter)
                .flatMap(AccessGroupCommand::nameOf)
                .ifPresent(name -> text.child("ip access-group " + name + " in"));
        ip.map(NetworkInterface::outFilter)
                .flatMap(AccessGroupCommand::nameOf)
                .ifPresent(name -> text.child("ip access-group " + name + " out"));
    }

    private static Optional<String> nameOf(PacketFilter filter) {
        return filter instanceof AccessGroup group ? Optional.of(group.name()) : Optional.empty();
    }
}
