package labwire.netlab.console.ios.switching;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.SwitchedPort;
import labwire.netlab.link.PortCounters;

/** {@code show interfaces counters}. */
final class ShowInterfacesCounters {
    private static final String ROW = "%-10s %13d  %13d  %13d  %13d ";

    private ShowInterfacesCounters() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(Switchports.SHOW + """
                interfaces  Interface status and configuration
                counters  Show interface counters
                """, (console, arguments, reply) -> show(console, reply));
    }

    private static void show(IosConsole console, Reply reply) {
        reply.print("\nPort            InOctets    InUcastPkts    InMcastPkts    InBcastPkts \n");
        for (SwitchedPort port : Switchports.of(console)) {
            PortCounters counters = port.bridgePort().port().counters();
            long groups = counters.receivedMulticasts() + counters.receivedBroadcasts();
            reply.printLine(
                    ROW,
                    port.name().shortName(),
                    counters.receivedBytes(),
                    counters.receivedFrames() - groups,
                    counters.receivedMulticasts(),
                    counters.receivedBroadcasts());
        }
        reply.print("\nPort           OutOctets   OutUcastPkts   OutMcastPkts   OutBcastPkts \n");
        for (SwitchedPort port : Switchports.of(console)) {
            PortCounters counters = port.bridgePort().port().counters();
            long groups = counters.sentMulticasts() + counters.sentBroadcasts();
            reply.printLine(
                    ROW,
                    port.name().shortName(),
                    counters.sentBytes(),
                    counters.sentFrames() - groups,
                    counters.sentMulticasts(),
                    counters.sentBroadcasts());
        }
    }
}
