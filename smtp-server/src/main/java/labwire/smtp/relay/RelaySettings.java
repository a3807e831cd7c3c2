package labwire.smtp.relay;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import labwire.smtp.client.ClientTimeouts;
import labwire.smtp.client.TlsPolicy;

/**
 * How a relay goes about its work.
 *
 * @param hostName the name it says in EHLO and in reports
 * @param ownNames other names by which MX records may mean this server
 * @param ownAddresses by which they may mean it too: mail for a domain whose best host we are is in a loop
 * @param port of the servers that MX records name; 25 but for tests
 * @param tls what is asked of a server for which no rule says more
 * @param smartHost through which all mail goes for which no rule says more
 * @param destinations rules by domain, such as {@code example.com}, or {@code .example.com} for the domains below it
 */
public record RelaySettings(
        String hostName,
        List<String> ownNames,
        List<InetAddress> ownAddresses,
        int port,
        TlsPolicy tls,
        Optional<SmartHost> smartHost,
        SortedMap<String, DestinationRule> destinations,
        RetrySchedule schedule,
        RelayLimits limits,
        ClientTimeouts timeouts) {

    public static final int SMTP_PORT = 25;

    /** A relay by the name of {@code localhost}, by MX, with TLS where it is offered. */
    public static final RelaySettings DEFAULTS = new RelaySettings(
            "localhost",
            List.of(),
            List.of(),
            SMTP_PORT,
            TlsPolicy.OPPORTUNISTIC,
            Optional.empty(),
            Collections.emptySortedMap(),
            RetrySchedule.DEFAULTS,
            RelayLimits.DEFAULTS,
            ClientTimeouts.DEFAULTS);

    public RelaySettings {
        ownNames = ownNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        ownAddresses = List.copyOf(ownAddresses);
        TreeMap<String, DestinationRule> rules = new TreeMap<>();
        destinations.forEach((domain, rule) -> rules.put(domain.toLowerCase(Locale.ROOT), rule));
        destinations = Collections.unmodifiableSortedMap(rules);
        if (hostName.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("relay: host name \"" + hostName + "\", port " + port
                    + " (expected: a name and a port from 1 to 65535)");
        }
    }

    public RelaySettings withHostName(String name) {
        return new RelaySettings(
                name, ownNames, ownAddresses, port, tls, smartHost, destinations, schedule, limits, timeouts);
    }

    /** @param names by which MX records may mean this server, beside the host name */
    public RelaySettings withOwn(List<String> names, List<InetAddress> addresses) {
        return new RelaySettings(
                hostName, names, addresses, port, tls, smartHost, destinations, schedule, limits, timeouts);
    }

    public RelaySettings withPort(int other) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, other, tls, smartHost, destinations, schedule, limits, timeouts);
    }

    public RelaySettings withTls(TlsPolicy policy) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, port, policy, smartHost, destinations, schedule, limits, timeouts);
    }

    public RelaySettings withSmartHost(SmartHost host) {
        return new RelaySettings(
                hostName,
                ownNames,
                ownAddresses,
                port,
                tls,
                Optional.of(host),
                destinations,
                schedule,
                limits,
                timeouts);
    }

    public RelaySettings withDestinations(SortedMap<String, DestinationRule> rules) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, port, tls, smartHost, rules, schedule, limits, timeouts);
    }

    public RelaySettings withSchedule(RetrySchedule other) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, port, tls, smartHost, destinations, other, limits, timeouts);
    }

    public RelaySettings withLimits(RelayLimits other) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, port, tls, smartHost, destinations, schedule, other, timeouts);
    }

    public RelaySettings withTimeouts(ClientTimeouts other) {
        return new RelaySettings(
                hostName, ownNames, ownAddresses, port, tls, smartHost, destinations, schedule, limits, other);
    }

    /** The rule for a domain: its own, or that of the nearest domain above it. */
    Optional<DestinationRule> ruleFor(String domain) {
        DestinationRule own = destinations.get(domain);
        for (int dot = domain.indexOf('.'); own == null && dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            own = destinations.get(domain.substring(dot));
        }
        return Optional.ofNullable(own);
    }

    TlsPolicy tlsFor(String domain) {
        return ruleFor(domain).flatMap(DestinationRule::tls).orElse(tls);
    }

    Optional<SmartHost> smartHostFor(String domain) {
        return ruleFor(domain).flatMap(DestinationRule::smartHost).or(() -> smartHost);
    }
}
