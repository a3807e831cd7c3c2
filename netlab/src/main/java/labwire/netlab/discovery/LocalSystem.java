package labwire.netlab.discovery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import labwire.netlab.link.Port;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;

/** What a device can tell of itself; asked each time that it is told. Lab thread only. */
public interface LocalSystem {
    /** Its name, with its domain if it has one. */
    String systemName();

    /** Such as {@code Cisco }. */
    String platform();

    String softwareVersion();

    /** The bits of {@link labwire.netlab.wire.CdpPacket}. */
    int cdpCapabilities();

    /** The bits of {@link labwire.netlab.wire.LldpPacket}. */
    int lldpCapabilities();

    /** Those of them that are in use. */
    int lldpEnabledCapabilities();

    MacAddress chassis();

    /** The short name of a port, such as {@code Gi0/1}. */
    String shortName(Port port);

    /** The addresses by which it is reached, the best for this port first. */
    List<Ipv4Address> addresses(Port port);

    /** The VLAN of a switched port's untagged frames. */
    OptionalInt nativeVlan(Port port);

    /** The VTP domain of a switch; the empty text if it is in none. */
    Optional<String> vtpDomain();
}
