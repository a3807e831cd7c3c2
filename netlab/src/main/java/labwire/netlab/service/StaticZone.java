package labwire.netlab.service;

import java.util.List;
import java.util.Optional;
import labwire.netlab.channel.NameSource;
import labwire.netlab.wire.IpAddress;

/**
 * The names of the lab: what the host tables of its devices say, the first device's first. What changes in a table is
 * seen at once. Lab thread only.
 */
public final class StaticZone implements NameSource {
    private final List<HostTable> tables;

    public StaticZone(List<HostTable> tables) {
        this.tables = List.copyOf(tables);
    }

    @Override
    public List<IpAddress> addressesOf(String name) {
        return tables.stream()
                .map(table -> table.addressesOf(name))
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The hosts that take a domain's mail, the preferred one first; empty if none is named. */
    public List<MailExchange> mailExchangesOf(String domain) {
        return tables.stream()
                .map(table -> table.exchangesOf(domain))
                .filter(exchanges -> !exchanges.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The lab's domain: the first that a device names. */
    public Optional<String> domain() {
        return tables.stream().flatMap(table -> table.domain().stream()).findFirst();
    }
}
