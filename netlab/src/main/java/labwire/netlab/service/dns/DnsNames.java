package labwire.netlab.service.dns;

import java.util.List;
import java.util.Optional;
import labwire.netlab.service.MailExchange;
import labwire.netlab.wire.IpAddress;

/** What a DNS server knows. Called on the lab's loop; names are without a dot at the end. */
public interface DnsNames {
    /** The addresses of a host, of both families; empty if it is unknown. */
    List<IpAddress> addressesOf(String name);

    /** The hosts that take a domain's mail, the preferred one first; empty if none is known. */
    List<MailExchange> mailExchangesOf(String domain);

    /** The host that has an address. */
    Optional<String> nameOf(IpAddress address);
}
