package labwire.netlab.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.netlab.service.HostTable;
import labwire.netlab.service.MailExchange;
import labwire.netlab.service.dns.DnsNames;
import labwire.netlab.wire.IpAddress;

/** What a device's DNS server answers: its own table first, then what the device itself would ask. */
final class DeviceNames implements DnsNames {
    private final IosDevice device;

    DeviceNames(IosDevice device) {
        this.device = device;
    }

    @Override
    public List<IpAddress> addressesOf(String name) {
        return device.settings().hosts().addressesOf(name);
    }

    @Override
    public List<MailExchange> mailExchangesOf(String domain) {
        return device.settings().hosts().exchangesOf(domain);
    }

    @Override
    public Optional<String> nameOf(IpAddress address) {
        HostTable hosts = device.settings().hosts();
        return hosts.names().entrySet().stream()
                .filter(entry -> entry.getValue().contains(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(name -> name.contains(".")
                        ? name
                        : name + hosts.domain().map(domain -> "." + domain).orElse(""));
    }
}
