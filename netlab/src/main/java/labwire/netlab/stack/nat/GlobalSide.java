package labwire.netlab.stack.nat;

import java.util.Optional;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.Ipv4Address;

/** Where the global address of a translation comes from. */
public sealed interface GlobalSide {
    /** One address. */
    record Fixed(Ipv4Address address) implements GlobalSide {}

    /** The first address of an interface, whichever that is at the time. */
    record OfInterface(NetworkInterface on) implements GlobalSide {}

    /** One of a pool's. */
    record OfPool(String pool) implements GlobalSide {}

    /** The address, if it is one alone and known. */
    default Optional<Ipv4Address> single() {
        if (this instanceof Fixed fixed) {
            return Optional.of(fixed.address);
        }
        return this instanceof OfInterface of
                ? of.on.addresses().stream().findFirst().map(first -> first.address())
                : Optional.empty();
    }
}
