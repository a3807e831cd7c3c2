package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.IosTypes;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.Router;

/** Which interfaces are configured: {@code interface}, {@code interface range}. */
final class InterfaceSelection {
    private InterfaceSelection() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                interface  Select an interface to configure
                {interface:INTERFACE}  Interface type and number
                """, InterfaceSelection::selectInterface);
        graph.add("""
                interface  Select an interface to configure
                range  interface range command
                {interfaces:INTERFACE-RANGE}  Interfaces, such as gi0/1 - 3, gi1/0
                """, InterfaceSelection::selectRange);
    }

    private static void selectInterface(IosConsole console, Arguments arguments, Reply reply) {
        find(console, arguments.get("interface", InterfaceName.class), reply)
                .ifPresent(found -> console.enter(new IosMode.Interfaces(IosMode.Kind.INTERFACE, List.of(found))));
    }

    private static void selectRange(IosConsole console, Arguments arguments, Reply reply) {
        List<DeviceInterface> selected = new ArrayList<>();
        for (InterfaceName name :
                arguments.get("interfaces", IosTypes.InterfaceList.class).names()) {
            Optional<DeviceInterface> found = find(console, name, reply);
            if (found.isEmpty()) {
                return;
            }
            selected.add(found.get());
        }
        console.enter(new IosMode.Interfaces(IosMode.Kind.INTERFACE_RANGE, List.copyOf(selected)));
    }

    /** The interface of a name; a VLAN's is made when it is first spoken of. */
    private static Optional<DeviceInterface> find(IosConsole console, InterfaceName name, Reply reply) {
        Optional<DeviceInterface> found = console.device().configurable(name);
        if (found.isEmpty()) {
            reply.refuse("%Invalid interface type and number", name.longName(), interfacesOf(console));
        } else if (console.open(found.get()) && console.isStartup() && console.device() instanceof Router) {
            found.get().setEnabled(true);
        }
        return found;
    }

    private static String interfacesOf(IosConsole console) {
        List<DeviceInterface> all = console.device().interfaces();
        return "one of " + all.get(0).name().shortName() + " to "
                + all.get(all.size() - 1).name().shortName();
    }
}
