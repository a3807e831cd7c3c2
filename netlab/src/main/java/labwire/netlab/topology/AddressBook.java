package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.netlab.device.Device;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.wire.Ipv4Address;

/** Which line gave which interface its address, so that an address used twice can be shown with both. */
final class AddressBook {
    private record Holder(Device device, DeviceInterface place, Ipv4Address address) {
        boolean stillHolds() {
            return place.ip().map(ip -> ip.hasAddress(address)).orElse(false);
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
            List<InterfaceAddress> addresses =
                    place.ip().map(ip -> ip.addresses()).orElse(List.of());
            for (InterfaceAddress address : addresses) {
                firstSeen.putIfAbsent(new Holder(device, place, address.address()), line);
            }
        }
    }

    /** A problem for each address that two interfaces have, at the line that gave it the second time. */
    List<Problem> usedTwice() {
        List<Problem> problems = new ArrayList<>();
        Map<Ipv4Address, Map.Entry<Holder, SourceLocation>> taken = new LinkedHashMap<>();
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
