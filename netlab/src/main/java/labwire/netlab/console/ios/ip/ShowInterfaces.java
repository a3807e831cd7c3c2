package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.InterfaceType;
import labwire.netlab.device.Subinterface;
import labwire.netlab.device.TrafficReading;

/** {@code show interfaces}: state, addresses, and what the ports have carried; {@code clear counters}. */
final class ShowInterfaces {
    private static final int MAX_LOAD = 255;

    private ShowInterfaces() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                interfaces  Interface status and configuration
                """,
                (console, arguments, reply) ->
                        console.device().interfaces().forEach(shown -> show(console, shown, reply)));
        graph.add(
                """
                show  Show running system information
                interfaces  Interface status and configuration
                {interface:INTERFACE}  Interface type and number
                """,
                (console, arguments, reply) ->
                        find(console, arguments, reply).ifPresent(shown -> show(console, shown, reply)));
    }

    static void addClear(CommandGraph<IosConsole> graph) {
        graph.add("""
                clear  Reset functions
                counters  Clear counters on one or all interfaces
                """, (console, arguments, reply) -> {
            long now = console.device().loop().now();
            console.device().interfaces().forEach(cleared -> cleared.traffic().clear(now));
        });
        graph.add(
                """
                clear  Reset functions
                counters  Clear counters on one or all interfaces
                {interface:INTERFACE}  Interface type and number
                """,
                (console, arguments, reply) -> find(console, arguments, reply)
                        .ifPresent(cleared ->
                                cleared.traffic().clear(console.device().loop().now())));
    }

    /** The interface that a line names; refused if there is none. */
    static Optional<DeviceInterface> find(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isEmpty()) {
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface of this device");
        }
        return found;
    }

    private static void show(IosConsole console, DeviceInterface shown, Reply reply) {
        boolean switched = shown.port().isPresent() && shown.ip().isEmpty();
        String connected = shown.isUp() ? " (connected) " : shown.isEnabled() ? " (notconnect) " : " (disabled) ";
        reply.printLine(
                "%s is %s, line protocol is %s%s",
                shown.name().longName(),
                InterfaceState.status(shown),
                InterfaceState.protocol(shown),
                switched ? connected : " ");
        showHardware(shown, reply);
        if (!shown.description().isEmpty()) {
            reply.printLine("  Description: %s", shown.description());
        }
        shown.ip()
                .flatMap(ip -> ip.addresses().stream().findFirst())
                .ifPresent(address -> reply.printLine("  Internet address is %s", address));
        TrafficReading.Rates rates =
                shown.traffic().rates(console.device().loop().now());
        int bandwidth = shown.metrics().bandwidthKilobits();
        reply.printLine(
                "  MTU %d bytes, BW %d Kbit/sec, DLY %d usec, ",
                shown.metrics().mtu(), bandwidth, shown.metrics().delayMicros());
        reply.printLine(
                "     reliability 255/255, txload %d/255, rxload %d/255",
                load(rates.bitsOut(), bandwidth), load(rates.bitsIn(), bandwidth));
        if (shown instanceof Subinterface part) {
            reply.printLine(
                    "  Encapsulation 802.1Q Virtual LAN, Vlan ID  %d.",
                    part.link().vlan());
            reply.printLine("  ARP type: ARPA, ARP Timeout 04:00:00");
            reply.printLine("  Keepalive set (10 sec)");
            reply.printLine("  Last clearing of \"show interface\" counters never");
            return;
        }
        showLink(shown, switched, reply);
        showTraffic(console, shown, rates, reply);
    }

    private static void showHardware(DeviceInterface shown, Reply reply) {
        if (shown.name().type() == InterfaceType.LOOPBACK) {
            reply.printLine("  Hardware is Loopback");
            return;
        }
        String hardware = shown.name().type() == InterfaceType.VLAN ? "Ethernet SVI" : "iGbE";
        String burntIn = shown.port()
                .map(port -> port.mac())
                .or(() -> shown.ip().map(ip -> ip.link().mac()))
                .orElse(shown.mac())
                .toDottedString();
        reply.printLine(
                "  Hardware is %s, address is %s (bia %s)",
                hardware, shown.mac().toDottedString(), burntIn);
    }

    private static void showLink(DeviceInterface shown, boolean switched, Reply reply) {
        if (shown.name().type() == InterfaceType.LOOPBACK) {
            reply.printLine("  Encapsulation LOOPBACK, loopback not set");
            reply.printLine("  Keepalive set (10 sec)");
            return;
        }
        reply.printLine("  Encapsulation ARPA, loopback not set");
        if (shown.name().type() == InterfaceType.VLAN) {
            reply.printLine("  Keepalive not supported ");
        } else {
            reply.printLine("  Keepalive set (10 sec)");
            reply.printLine(
                    "  %s",
                    switched || !shown.isUp()
                            ? "Auto Duplex, Auto Speed, link type is auto, media type is RJ45"
                            : "Full Duplex, Auto Speed, link type is auto, media type is RJ45");
            reply.printLine("  output flow-control is unsupported, input flow-control is unsupported");
        }
        reply.printLine("  ARP type: ARPA, ARP Timeout 04:00:00");
    }

    private static void showTraffic(
            IosConsole console, DeviceInterface shown, TrafficReading.Rates rates, Reply reply) {
        TrafficReading.Totals totals = shown.traffic().totals();
        boolean quiet = totals.packetsIn() == 0;
        reply.printLine(
                "  Last input %s, output %s, output hang never",
                quiet ? "never" : "00:00:00", totals.packetsOut() == 0 ? "never" : "00:00:00");
        String cleared = shown.traffic().clearedNanos().isPresent()
                ? InterfaceState.age(
                        TimeUnit.NANOSECONDS.toSeconds(console.device().loop().now()
                                - shown.traffic().clearedNanos().getAsLong()))
                : "never";
        reply.printLine("  Last clearing of \"show interface\" counters %s", cleared);
        reply.printLine(
                "  Input queue: 0/75/0/0 (size/max/drops/flushes); Total output drops: %d", totals.queueDrops());
        reply.printLine("  Queueing strategy: fifo");
        reply.printLine("  Output queue: 0/%d (size/max)", shown.name().type() == InterfaceType.LOOPBACK ? 0 : 40);
        reply.printLine("  5 minute input rate %d bits/sec, %d packets/sec", rates.bitsIn(), rates.packetsIn());
        reply.printLine("  5 minute output rate %d bits/sec, %d packets/sec", rates.bitsOut(), rates.packetsOut());
        reply.printLine("     %d packets input, %d bytes, 0 no buffer", totals.packetsIn(), totals.bytesIn());
        reply.printLine("     Received %d broadcasts (%d IP multicasts)", totals.groupsIn(), totals.multicastsIn());
        reply.printLine("     %d runts, %d giants, 0 throttles ", totals.runts(), totals.giants());
        reply.printLine(
                "     %d input errors, %d CRC, %d frame, 0 overrun, 0 ignored",
                totals.inputErrors(), totals.crcErrors(), totals.frameErrors());
        if (shown.port().isPresent()) {
            reply.printLine("     0 watchdog, 0 multicast, 0 pause input");
        }
        reply.printLine("     %d packets output, %d bytes, 0 underruns", totals.packetsOut(), totals.bytesOut());
        reply.printLine("     0 output errors, 0 collisions, 0 interface resets");
        if (shown.port().isPresent()) {
            reply.printLine("     0 unknown protocol drops");
            reply.printLine("     0 babbles, 0 late collision, 0 deferred");
            reply.printLine("     0 lost carrier, 0 no carrier, 0 pause output");
        }
        reply.printLine("     0 output buffer failures, 0 output buffers swapped out");
    }

    private static long load(long bitsPerSecond, int bandwidthKilobits) {
        return Math.max(1, Math.min(MAX_LOAD, bitsPerSecond * MAX_LOAD / (bandwidthKilobits * 1000L)));
    }
}
