package labwire.netlab.console.ios.switching;

import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.IosConsole;

/** What a switch without channels and secure ports answers about them. */
final class ShowAbsent {
    private ShowAbsent() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(Switchports.SHOW + """
                etherchannel  EtherChannel information
                summary  One-line summary per channel-group
                """, (console, arguments, reply) -> reply.print("""
                Flags:  D - down        P - bundled in port-channel
                        I - stand-alone s - suspended
                        H - Hot-standby (LACP only)
                        R - Layer3      S - Layer2
                        U - in use      N - not in use, no aggregation
                        f - failed to allocate aggregator

                        M - not in use, minimum links not met
                        m - not in use, port not aggregated due to minimum links not met
                        u - unsuitable for bundling
                        w - waiting to be aggregated
                        d - default port

                        A - formed by Auto LAG


                Number of channel-groups in use: 0
                Number of aggregators:           0

                Group  Port-channel  Protocol    Ports
                ------+-------------+-----------+-----------------------------------------------

                """));
        graph.add(
                Switchports.SHOW + """
                lacp  Port channel information
                sys-id  LACP System ID
                """,
                (console, arguments, reply) ->
                        reply.printLine("32768, %s", console.bridge().mac().toDottedString()));
        graph.add(
                Switchports.SHOW + "port-security  Show secure port information",
                (console, arguments, reply) -> reply.print("""
                Secure Port  MaxSecureAddr  CurrentAddr  SecurityViolation  Security Action
                                (Count)       (Count)          (Count)
                ---------------------------------------------------------------------------
                ---------------------------------------------------------------------------
                Total Addresses in System (excluding one mac per port)     : 0
                Max Addresses limit in System (excluding one mac per port) : 4096
                """));
    }
}
