package labwire.netlab.service.dhcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** What a server gives out on a network, or to one client of its own. Lab thread only. */
public final class DhcpPool {
    /** Of a pool for which none is set, as on IOS. */
    public static final Duration DEFAULT_LEASE = Duration.ofDays(1);
    /** The longest lease that is counted; what is longer has no end. */
    public static final Duration MAX_LEASE = Duration.ofDays(366);
    /** Default routers, name servers and the like, of each. */
    public static final int MAX_ADDRESSES = 8;
    /** Options given by their numbers. */
    public static final int MAX_OPTIONS = 64;

    private final String name;
    private final Map<Integer, Bytes> options = new TreeMap<>();
    private @Nullable Ipv4Prefix network;
    private @Nullable Ipv4Prefix hostNetwork;
    private @Nullable Ipv4Address host;
    private @Nullable Bytes clientKey;
    private List<Ipv4Address> routers = List.of();
    private List<Ipv4Address> nameServers = List.of();
    private List<Ipv4Address> netbiosNameServers = List.of();
    private String domain = "";
    private String bootFile = "";
    private Ipv4Address nextServer = Ipv4Address.ANY;
    private @Nullable Duration lease = DEFAULT_LEASE;

    DhcpPool(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The network whose addresses it gives out; empty if none is set, or it is one client's. */
    public Optional<Ipv4Prefix> network() {
        return Optional.ofNullable(network);
    }

    public void network(@Nullable Ipv4Prefix newNetwork) {
        network = newNetwork;
        host = null;
        hostNetwork = null;
    }

    /** The one address that it gives; empty for a pool of a network. */
    public Optional<Ipv4Address> host() {
        return Optional.ofNullable(host);
    }

    /** The network that the one address is in. */
    public Optional<Ipv4Prefix> hostNetwork() {
        return Optional.ofNullable(hostNetwork);
    }

    public void host(@Nullable Ipv4Address newHost, @Nullable Ipv4Prefix itsNetwork) {
        host = newHost;
        hostNetwork = itsNetwork;
        network = null;
    }

    /** The network of either kind of pool. */
    Optional<Ipv4Prefix> subnet() {
        return network().or(this::hostNetwork);
    }

    /** The client that the one address is for, see {@link DhcpMessage#clientKey}. */
    public Optional<Bytes> clientKey() {
        return Optional.ofNullable(clientKey);
    }

    public void clientKey(@Nullable Bytes newKey) {
        clientKey = newKey;
    }

    public List<Ipv4Address> routers() {
        return routers;
    }

    public void routers(List<Ipv4Address> newRouters) {
        routers = List.copyOf(newRouters);
    }

    public List<Ipv4Address> nameServers() {
        return nameServers;
    }

    public void nameServers(List<Ipv4Address> newNameServers) {
        nameServers = List.copyOf(newNameServers);
    }

    public List<Ipv4Address> netbiosNameServers() {
        return netbiosNameServers;
    }

    public void netbiosNameServers(List<Ipv4Address> newServers) {
        netbiosNameServers = List.copyOf(newServers);
    }

    /** The clients' domain; empty for none. */
    public String domain() {
        return domain;
    }

    public void domain(String newDomain) {
        domain = newDomain;
    }

    /** A file for the next step of a boot; empty for none. */
    public String bootFile() {
        return bootFile;
    }

    public void bootFile(String newBootFile) {
        bootFile = newBootFile;
    }

    /** The server for that; {@link Ipv4Address#ANY} for none. */
    public Ipv4Address nextServer() {
        return nextServer;
    }

    public void nextServer(Ipv4Address newNextServer) {
        nextServer = newNextServer;
    }

    /** How long an address is given for; empty: for ever. */
    public Optional<Duration> lease() {
        return Optional.ofNullable(lease);
    }

    /** @param newLease at most {@link #MAX_LEASE}; null for ever */
    public void lease(@Nullable Duration newLease) {
        lease = newLease;
    }

    /** Options by their numbers; may be changed, within {@link #MAX_OPTIONS}. */
    public Map<Integer, Bytes> options() {
        return options;
    }

    /** What a client on the network is told beside its address. */
    Map<Integer, Bytes> offered() {
        Map<Integer, Bytes> offered = new TreeMap<>();
        subnet().ifPresent(
                        subnet -> offered.put(DhcpOption.SUBNET_MASK, DhcpMessage.ofAddresses(List.of(subnet.mask()))));
        putAddresses(offered, DhcpOption.ROUTERS, routers);
        putAddresses(offered, DhcpOption.NAME_SERVERS, nameServers);
        putAddresses(offered, DhcpOption.NETBIOS_NAME_SERVERS, netbiosNameServers);
        if (!domain.isEmpty()) {
            offered.put(DhcpOption.DOMAIN_NAME, DhcpMessage.ofText(domain));
        }
        offered.putAll(options);
        return offered;
    }

    private static void putAddresses(Map<Integer, Bytes> offered, int option, List<Ipv4Address> addresses) {
        if (!addresses.isEmpty()) {
            offered.put(option, DhcpMessage.ofAddresses(addresses));
        }
    }
}
