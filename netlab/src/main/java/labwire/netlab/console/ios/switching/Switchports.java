package labwire.netlab.console.ios.switching;

import java.util.List;
import java.util.Optional;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.SwitchedPort;

/** The ports of the switch that a console is on, and their names. */
final class Switchports {
    static final String SHOW = "show  Show running system information\n";

    private Switchports() {}

    /** In the order of their names. */
    static List<SwitchedPort> of(IosConsole console) {
        return console.device().interfaces().stream()
                .filter(SwitchedPort.class::isInstance)
                .map(SwitchedPort.class::cast)
                .toList();
    }

    /** The port that a line names; if there is none, that is the answer. */
    static Optional<SwitchedPort> named(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<SwitchedPort> port = of(console).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (port.isEmpty()) {
            reply.refuse("%Invalid interface type and number", name.longName(), "a port of this switch");
        }
        return port;
    }

    static String shortName(BridgePort port) {
        return shortName(port.name());
    }

    static String shortName(String portName) {
        return InterfaceName.tryParse(portName).map(InterfaceName::shortName).orElse(portName);
    }
}
