package labwire.netlab.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.PortMode;
import labwire.netlab.discovery.LocalSystem;
import labwire.netlab.link.Port;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.CdpPacket;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.LldpPacket;
import labwire.netlab.wire.MacAddress;

/** What a router or a switch tells its neighbours of itself. */
final class DeviceIdentity implements LocalSystem {
    private static final String SOFTWARE = "Cisco IOS Software, %s, Version %s, RELEASE SOFTWARE (fc1)";

    private final IosDevice device;

    DeviceIdentity(IosDevice device) {
        this.device = device;
    }

    @Override
    public String systemName() {
        String name = device.settings().hostname();
        return device.settings()
                .hosts()
                .domain()
                .map(domain -> name + "." + domain)
                .orElse(name);
    }

    @Override
    public String platform() {
        return "Cisco IOSv";
    }

    @Override
    public String softwareVersion() {
        return device instanceof Router
                ? SOFTWARE.formatted("IOSv Software (VIOS-ADVENTERPRISEK9-M)", "15.6(1)T")
                : SOFTWARE.formatted("vios_l2 Software (vios_l2-ADVENTERPRISEK9-M)", "15.2");
    }

    @Override
    public int cdpCapabilities() {
        return device instanceof Router
                ? CdpPacket.CAPABILITY_ROUTER | CdpPacket.CAPABILITY_SOURCE_ROUTE_BRIDGE
                : CdpPacket.CAPABILITY_ROUTER | CdpPacket.CAPABILITY_SWITCH | CdpPacket.CAPABILITY_IGMP;
    }

    @Override
    public int lldpCapabilities() {
        return LldpPacket.CAPABILITY_BRIDGE | LldpPacket.CAPABILITY_ROUTER;
    }

    @Override
    public int lldpEnabledCapabilities() {
        int routes = device.stack().isForwarding() ? LldpPacket.CAPABILITY_ROUTER : 0;
        return device instanceof Router ? routes : routes | LldpPacket.CAPABILITY_BRIDGE;
    }

    @Override
    public MacAddress chassis() {
        return device instanceof Switch bridged
                ? bridged.bridge().mac()
                : device.ports().get(0).mac();
    }

    @Override
    public String shortName(Port port) {
        return InterfaceName.tryParse(port.name()).map(InterfaceName::shortName).orElse(port.name());
    }

    /** The port's own address; those of the other interfaces that are up only where it has none. */
    @Override
    public List<Ipv4Address> addresses(Port port) {
        List<Ipv4Address> own = device.interfaces().stream()
                .filter(each -> each.port().filter(port::equals).isPresent())
                .flatMap(each -> each.ip().stream())
                .flatMap(DeviceIdentity::primary)
                .toList();
        if (!own.isEmpty() || device instanceof Router) {
            return own;
        }
        return device.interfaces().stream()
                .filter(DeviceInterface::isUp)
                .flatMap(each -> each.ip().stream())
                .flatMap(DeviceIdentity::primary)
                .limit(1)
                .toList();
    }

    private static Stream<Ipv4Address> primary(NetworkInterface ip) {
        return ip.addresses().stream().limit(1).map(address -> address.address());
    }

    @Override
    public OptionalInt nativeVlan(Port port) {
        if (!(device instanceof Switch bridged)) {
            return OptionalInt.empty();
        }
        return bridged.bridge()
                .portNamed(port.name())
                .filter(switched -> !switched.isRouted())
                .map(DeviceIdentity::untaggedVlan)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static int untaggedVlan(BridgePort port) {
        return port.mode() == PortMode.ACCESS ? port.accessVlan() : port.nativeVlan();
    }

    @Override
    public Optional<String> vtpDomain() {
        return device instanceof Switch bridged
                ? Optional.of(bridged.bridge().vtp().domain())
                : Optional.empty();
    }
}
