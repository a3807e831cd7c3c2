package labwire.netlab.console.ios.switching;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;

/** {@code show interfaces description}; of routers too. */
final class ShowInterfacesDescription {
    private static final String ROW = "%-30s %-14s %-8s %s";

    private ShowInterfacesDescription() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(Switchports.SHOW + """
                interfaces  Interface status and configuration
                description  Show interface description
                """, (console, arguments, reply) -> {
            reply.printLine(ROW, "Interface", "Status", "Protocol", "Description");
            console.device().interfaces().forEach(each -> show(each, reply));
        });
    }

    private static void show(DeviceInterface shown, Reply reply) {
        String protocol = shown.isUp() ? "up" : "down";
        reply.printLine(
                ROW,
                shown.name().shortName(),
                shown.isEnabled() ? protocol : "admin down",
                protocol,
                shown.description());
    }
}
