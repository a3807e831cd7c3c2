package labwire.netlab.device;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import labwire.netlab.device.DeviceInterface.AddressMethod;
import labwire.netlab.device.SystemLog.Severity;
import labwire.netlab.service.dhcp.DhcpInterface;
import labwire.netlab.service.dhcp.DhcpLease;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Prefix;
import labwire.netlab.wire.MacAddress;

/** The interfaces of a device whose addresses come by DHCP. Lab thread only. */
public final class DhcpClients {
    private final IosDevice device;
    private final RandomGenerator random;
    private final Map<InterfaceName, DhcpInterface> clients = new LinkedHashMap<>();

    DhcpClients(IosDevice device, RandomGenerator random) {
        this.device = device;
        this.random = random;
    }

    /**
     * Has an interface look for an address; one that does so already begins anew.
     *
     * @return false if it has no place in the IP stack, or the client's port is taken
     */
    public boolean start(DeviceInterface configured) {
        Optional<NetworkInterface> ip = configured.ip();
        if (ip.isEmpty()) {
            return false;
        }
        DhcpInterface running = clients.get(configured.name());
        if (running != null) {
            return true;
        }
        ip.get().addresses().forEach(address -> ip.get().removeAddress(address.address()));
        configured.addressMethod(AddressMethod.DHCP);
        try {
            clients.put(
                    configured.name(),
                    DhcpInterface.start(
                            device.loop(),
                            device.stack(),
                            ip.get(),
                            identifier(configured.mac(), configured.name()),
                            device.settings().hostname(),
                            random,
                            lease -> assigned(configured, lease)));
            return true;
        } catch (UdpException e) {
            configured.addressMethod(AddressMethod.UNSET);
            return false;
        }
    }

    /** Gives an interface's address back and asks for none any more; nothing happens if it does not. */
    public void stop(DeviceInterface configured) {
        DhcpInterface ended = clients.remove(configured.name());
        if (ended != null) {
            ended.close();
            configured.addressMethod(AddressMethod.UNSET);
        }
    }

    public Optional<DhcpInterface> of(DeviceInterface configured) {
        return Optional.ofNullable(clients.get(configured.name()));
    }

    /** By interface, in the order in which they began. */
    public Map<InterfaceName, DhcpInterface> all() {
        return new LinkedHashMap<>(clients);
    }

    /** What IOS calls itself to DHCP servers: {@code cisco-5254.0012.3456-Gi0/3}. */
    public static String clientName(MacAddress mac, InterfaceName name) {
        return "cisco-" + mac.toDottedString() + "-" + name.shortName();
    }

    /** Type 0, as it is no hardware address (RFC 2132, 9.14), and the name. */
    private static Bytes identifier(MacAddress mac, InterfaceName name) {
        byte[] text = clientName(mac, name).getBytes(StandardCharsets.US_ASCII);
        byte[] identifier = new byte[text.length + 1];
        System.arraycopy(text, 0, identifier, 1, text.length);
        return Bytes.wrap(identifier);
    }

    private void assigned(DeviceInterface configured, DhcpLease lease) {
        String mask =
                Ipv4Prefix.of(lease.address(), lease.prefixLength()).mask().toString();
        device.log().log(
                "DHCP",
                Severity.INFORMATIONAL,
                "ADDRESS_ASSIGN",
                "Interface " + configured.name().longName() + " assigned DHCP address " + lease.address()
                        + ", mask " + mask + ", hostname "
                        + device.settings().hostname());
    }
}
