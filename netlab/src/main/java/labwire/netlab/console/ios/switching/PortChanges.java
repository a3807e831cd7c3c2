package labwire.netlab.console.ios.switching;

import java.util.function.Consumer;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.SwitchedPort;

/** Commands on every selected interface that is a switch's port; the others refuse them. */
final class PortChanges {
    private PortChanges() {}

    /** What is done to one port. */
    @FunctionalInterface
    interface PortChange {
        void apply(IosConsole console, Arguments arguments, Reply reply, BridgePort port);
    }

    static Action<IosConsole> onPorts(PortChange change) {
        return (console, arguments, reply) ->
                forEach(console, arguments, reply, port -> change.apply(console, arguments, reply, port));
    }

    static void forEach(IosConsole console, Arguments arguments, Reply reply, Consumer<BridgePort> change) {
        for (DeviceInterface selected : console.selected()) {
            if (selected instanceof SwitchedPort port) {
                change.accept(port.bridgePort());
            } else {
                refuse(selected, arguments, reply);
            }
        }
    }

    static void refuse(DeviceInterface selected, Arguments arguments, Reply reply) {
        reply.refuse(
                "Command rejected: " + selected.name().shortName() + " not a switching port.",
                arguments.line() + ", on " + selected.name().longName(),
                "a switch's port, such as Gi0/1");
    }
}
