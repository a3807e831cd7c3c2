package labwire.netlab.console.ios.ip;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv6Address;

/** Which of a device's addresses {@code ping} and {@code traceroute} are told to send from: by itself, or by interface. */
final class SourceAddress {
    static final String INVALID = "% Invalid source address- IP address not on any of our up interfaces";

    private SourceAddress() {}

    /** The device's own address of a family that a word gives, or the interface that it names. */
    static Optional<IpAddress> find(IosConsole console, String word, IpAddress.Family family) {
        return IpAddress.tryParse(word)
                .or(() -> InterfaceName.tryParse(word)
                        .flatMap(console.device()::interfaceNamed)
                        .flatMap(DeviceInterface::ip)
                        .flatMap(ip -> addresses(ip, family).findFirst()))
                .filter(address -> address.family() == family)
                .filter(console.device().stack()::isLocal);
    }

    /** Of IPv6, global ones before the one of the link. */
    private static Stream<IpAddress> addresses(NetworkInterface ip, IpAddress.Family family) {
        return switch (family) {
            case IPV4 -> ip.addresses().stream().map(InterfaceAddress::address);
            case IPV6 ->
                ip.ip6().addresses().stream()
                        .map(Ip6Address::address)
                        .sorted(Comparator.comparing(Ipv6Address::isLinkLocal))
                        .map(address -> address);
        };
    }
}
