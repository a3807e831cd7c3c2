package labwire.netlab.console.ios.ip;

import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Subinterface;
import labwire.netlab.stack.TaggedLink;

/** {@code encapsulation dot1Q} of a subinterface: its VLAN. */
final class EncapsulationCommand {
    private EncapsulationCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                encapsulation  Set encapsulation type for an interface
                dot1q  IEEE 802.1Q Virtual LAN
                {vlan:<1-4094>}  IEEE 802.1Q VLAN ID
                [native]  Make this as native vlan
                """, EncapsulationCommand::set);
        graph.add("""
                no  Negate a command or set its defaults
                encapsulation  Set encapsulation type for an interface
                dot1q  IEEE 802.1Q Virtual LAN
                [{vlan:<1-4094>}]  IEEE 802.1Q VLAN ID
                [native]  Make this as native vlan
                """, (console, arguments, reply) -> selected(console).link().assign(TaggedLink.UNASSIGNED, false));
    }

    private static Subinterface selected(IosConsole console) {
        if (console.selected().get(0) instanceof Subinterface part) {
            return part;
        }
        throw new IllegalStateException("mode: " + console.mode() + " (expected: a subinterface's)");
    }

    private static void set(IosConsole console, Arguments arguments, Reply reply) {
        int vlan = arguments.number("vlan");
        if (!selected(console).link().assign(vlan, arguments.has("native"))) {
            reply.refuse(
                    "Configuration of multiple subinterfaces of the same main\n" + "interface with the same VID ("
                            + vlan + ") is not permitted.",
                    "encapsulation dot1Q " + vlan,
                    "a VLAN that no other subinterface has");
        }
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        if (configured instanceof Subinterface part && part.link().vlan() != TaggedLink.UNASSIGNED) {
            text.child(
                    "encapsulation dot1Q " + part.link().vlan() + (part.link().isUntagged() ? " native" : ""));
        }
    }
}
