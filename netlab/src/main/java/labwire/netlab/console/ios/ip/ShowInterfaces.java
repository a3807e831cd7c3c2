package labwire.netlab.console.ios.ip;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.InterfaceType;
import labwire.netlab.link.DropReason;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.NetworkInterface;

/** {@code show interfaces}: state, addresses, and what the ports have carried. */
final class ShowInterfaces {
    private ShowInterfaces() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(
                """
                show  Show running system information
                interfaces  Interface status and configuration
                """,
                (console, arguments, reply) -> console.device().interfaces().forEach(shown -> show(shown, reply)));
        graph.add("""
                show  Show running system information
                interfaces  Interface status and configuration
                {interface:INTERFACE}  Interface type and number
                """, ShowInterfaces::showOne);
    }

    private static void showOne(IosConsole console, Arguments arguments, Reply reply) {
        InterfaceName name = arguments.get("interface", InterfaceName.class);
        Optional<DeviceInterface> found = console.device().interfaceNamed(name);
        if (found.isPresent()) {
            show(found.get(), reply);
        } else {
            reply.refuse("%Invalid interface type and number", name.longName(), "an interface of this device");
        }
    }

    private static void show(DeviceInterface shown, Reply reply) {
        String protocol = shown.isUp() ? "up" : "down";
        String status = shown.isEnabled() ? protocol : "administratively down";
        String suffix = shown.port().isPresent() && shown.ip().isEmpty()
                ? (shown.isUp() ? " (connected) " : shown.isEnabled() ? " (notconnect) " : " (disabled) ")
                : " ";
        String hardware = shown.name().type() == InterfaceType.VLAN ? "Ethernet SVI" : "iGbE";
        String mac = shown.mac().toDottedString();
        reply.printLine("%s is %s, line protocol is %s%s", shown.name().longName(), status, protocol, suffix);
        reply.printLine("  Hardware is %s, address is %s (bia %s)", hardware, mac, mac);
        if (!shown.description().isEmpty()) {
            reply.printLine("  Description: %s", shown.description());
        }
        shown.ip()
                .flatMap(ip -> ip.addresses().stream().findFirst())
                .ifPresent(address -> reply.printLine("  Internet address is %s", address));
        int mtu = shown.ip().map(NetworkInterface::mtu).orElse(NetworkInterface.DEFAULT_MTU);
        reply.printLine("  MTU %d bytes, BW 1000000 Kbit/sec, DLY 10 usec, ", mtu);
        reply.printLine("     reliability 255/255, txload 1/255, rxload 1/255");
        reply.printLine("  Encapsulation ARPA, loopback not set");
        shown.port().ifPresent(port -> showCounters(port.counters(), reply));
    }

    private static void showCounters(PortCounters counters, Reply reply) {
        long malformed = counters.drops(DropReason.MALFORMED);
        reply.printLine("  Full Duplex, Auto Speed, link type is auto, media type is RJ45");
        reply.printLine("  Output queue: 0/40 (size/max), %d drops", counters.drops(DropReason.QUEUE_FULL));
        reply.printLine("     %d packets input, %d bytes", counters.receivedFrames(), counters.receivedBytes());
        reply.printLine("     %d input errors, %d CRC, 0 frame, 0 overrun, 0 ignored", malformed, malformed);
        reply.printLine("     %d packets output, %d bytes, 0 underruns", counters.sentFrames(), counters.sentBytes());
        reply.printLine("     0 output errors, 0 collisions, 0 interface resets");
    }
}
