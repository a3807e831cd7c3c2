package labwire.netlab.console.ios.system;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.RunningConfig;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;

/** {@code show running-config}: the whole, or one interface's part. */
final class ShowRunningConfig {
    private ShowRunningConfig() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                running-config  Current operating configuration
                [full]  full configuration
                """,
                (console, arguments, reply) -> show(RunningConfig.of(console.language(), console.device()), reply));
        graph.add(
                """
                show  Show running system information
                running-config  Current operating configuration
                all  Configuration with defaults
                """,
                (console, arguments, reply) ->
                        show(RunningConfig.withDefaults(console.language(), console.device()), reply));
        graph.add("""
                show  Show running system information
                running-config  Current operating configuration
                interface  Show interface configuration
                {interface:INTERFACE}  Interface type and number
                """, ShowRunningConfig::showInterface);
    }

    private static void showInterface(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isPresent()) {
            show(RunningConfig.of(console.language(), console.device(), found.get()), reply);
        } else {
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface of this device");
        }
    }

    static void show(String config, Reply reply) {
        reply.print("Building configuration...\n\n");
        reply.printLine("Current configuration : %d bytes", config.getBytes(StandardCharsets.UTF_8).length);
        reply.print(config);
    }
}
