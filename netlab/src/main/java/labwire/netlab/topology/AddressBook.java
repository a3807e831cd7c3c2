package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import labwire.netlab.device.Device;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.wire.IpAddress;

/** Which line gave which interface its address, so that an address used twice can be shown with both. */
final class AddressBook {
    private record Holder(Device device, DeviceInterface place, IpAddress address) {
        boolean stillHolds() {
            return addressesOf(place).contains(address);
        }

        @Override
        public String toString() {
            return device.name() + "'s " + place.name().longName();
        }
    }

    private final Map<Holder, SourceLocation> firstSeen = new LinkedHashMap<>();

    /** Notes the addresses that the device has since the line that was just run. */
    void note(Device device, SourceLocation line) {
        for (DeviceInterface place : device.interfaces()) {
            for (IpAddress address : addressesOf(place)) {
                firstSeen.putIfAbsent(new Holder(device, place, address), line);
            }
        }
    }

    /** All but what belongs to a link of its own, where others may have the same. */
    private static List<IpAddress> addressesOf(DeviceInterface place) {
        Optional<NetworkInterface> ip = place.ip().filter(each -> !each.isDiscard());
        Stream<IpAddress> four =
                ip.stream().flatMap(each -> each.addresses().stream()).map(InterfaceAddress::address);
        Stream<IpAddress> six = ip.stream()
                .flatMap(each -> each.ip6().addresses().stream())
                .map(Ip6Address::address)
                .filter(address -> !address.isLinkLocal() && !address.isLoopback())
                .map(address -> address);
        return Stream.concat(four, six).toList();
    }

    /** A problem for each address that two interfaces have, at the line that gave it the second time. */
    List<Problem> usedTwice() {
        List<Problem> problems = new ArrayList<>();
        Map<IpAddress, Map.Entry<Holder, SourceLocation>> taken = new LinkedHashMap<>();
        for (Map.Entry<Holder, SourceLocation> claim : firstSeen.entrySet()) {
            Holder holder = claim.getKey();
            if (!holder.stillHolds()) {
                continue;
            }
            Map.Entry<Holder, SourceLocation> first = taken.putIfAbsent(holder.address(), claim);
            if (first != null) {
                problems.add(new Problem(
                        claim.getValue(),
                        "address of " + holder,
                        holder.address() + ", again",
                        "one other than that of " + first.getKey() + " at " + first.getValue()));
            }
        }
        return problems;
    }
}
