package labwire.netlab.console.ios.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Parsed;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.IosTypes;
import labwire.netlab.console.ios.RunningConfig;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.Router;
import labwire.netlab.device.Subinterface;

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
        graph.add("""
                no  Negate a command or set its defaults
                interface  Select an interface to configure
                {interface:INTERFACE}  Interface type and number
                """, InterfaceSelection::remove);
        graph.add("""
                default  Set a command to its defaults
                interface  Select an interface to configure
                {interface:INTERFACE}  Interface type and number
                """, InterfaceSelection::setToDefault);
    }

    private static void select(IosConsole console, DeviceInterface found) {
        IosMode.Kind kind = found instanceof Subinterface ? IosMode.Kind.SUBINTERFACE : IosMode.Kind.INTERFACE;
        console.enter(new IosMode.Interfaces(kind, List.of(found)));
    }

    /** A loopback or a subinterface is gone; of hardware, IOS says no. */
    private static void remove(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isEmpty()) {
            refuseUnknown(console, name, reply);
        } else if (console.device().removeConfigurable(found.get())) {
            console.settings().keptLines(name).clear();
        } else {
            reply.refuse(
                    "% Removal of physical interfaces is not permitted",
                    name.longName(), "an interface that a command has made");
        }
    }

    /** Takes back each line that the interface's configuration has, the last one first. */
    private static void setToDefault(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isEmpty()) {
            refuseUnknown(console, name, reply);
            return;
        }
        IosMode before = console.mode();
        List<String> lines = RunningConfig.of(console.language(), console.device(), found.get())
                .lines()
                .filter(line -> line.startsWith(" "))
                .map(String::strip)
                .toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            select(console, found.get());
            String line = lines.get(i);
            String opposite = line.startsWith("no ") ? line.substring("no ".length()) : "no " + line;
            boolean isDefaultAlready = line.equals("no ip address");
            if (!isDefaultAlready
                    && console.language().graph(console.mode().kind()).parse(opposite)
                            instanceof Parsed.Matched<IosConsole> matched) {
                matched.command().action().run(console, matched.arguments(), reply);
            }
        }
        console.settings().keptLines(name).clear();
        console.enter(before);
        reply.printLine("Interface %s set to default configuration", name.longName());
    }

    private static void refuseUnknown(IosConsole console, InterfaceName name, Reply reply) {
        reply.refuse("%Invalid interface type and number", name.longName(), interfacesOf(console));
    }

    private static void selectInterface(IosConsole console, Arguments arguments, Reply reply) {
        find(console, arguments.get("interface", InterfaceName.class), reply)
                .ifPresent(found -> select(console, found));
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
            refuseUnknown(console, name, reply);
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
