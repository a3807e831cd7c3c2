package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;

/** {@code passive-interface}. */
final class PassiveInterfaceCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String PASSIVE = "passive-interface  Suppress routing updates on an interface\n";
    private static final String DEFAULT = PASSIVE + "default  Suppress routing updates on all interfaces";
    private static final String NAMED = PASSIVE + "{interface:INTERFACE}  Interface type and number";

    private PassiveInterfaceCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(DEFAULT, (console, arguments, reply) -> byDefault(console, true));
        graph.add(NO + DEFAULT, (console, arguments, reply) -> byDefault(console, false));
        graph.add(
                NAMED,
                (console, arguments, reply) ->
                        named(console, arguments.get("interface", InterfaceName.class), true, reply));
        graph.add(
                NO + NAMED,
                (console, arguments, reply) ->
                        named(console, arguments.get("interface", InterfaceName.class), false, reply));
    }

    private static void byDefault(IosConsole console, boolean passive) {
        RouterOspfMode.configure(console, process -> process.passiveByDefault(passive));
    }

    private static void named(IosConsole console, InterfaceName name, boolean passive, Reply reply) {
        if (console.device().interfaceNamed(name).isEmpty() && !console.isStartup()) {
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface of this device");
            return;
        }
        RouterOspfMode.configure(console, process -> process.passive(name.longName(), passive));
    }
}
