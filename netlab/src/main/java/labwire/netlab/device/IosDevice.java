package labwire.netlab.device;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import labwire.netlab.channel.LabNetwork;
import labwire.netlab.channel.NameSource;
import labwire.netlab.device.line.TerminalLines;
import labwire.netlab.device.login.Accounts;
import labwire.netlab.device.login.SshSettings;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.device.storage.Flash;
import labwire.netlab.device.storage.Nvram;
import labwire.netlab.discovery.Discovery;
import labwire.netlab.discovery.Printable;
import labwire.netlab.routing.ospf.process.OspfProcesses;
import labwire.netlab.service.dhcp.DhcpService;
import labwire.netlab.service.dns.DnsResolver;
import labwire.netlab.service.dns.DnsServer;
import labwire.netlab.stack.LoopbackLink;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.filter.AccessLists;
import labwire.netlab.stack.ip6.Autoconfiguration;
import labwire.netlab.stack.nat.AddressTranslator;
import labwire.netlab.stack.tcp.TcpSocket;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/** A device with a configuration in IOS's language: a router or a switch. */
public abstract sealed class IosDevice extends Device permits Router, Switch {
    /** Loopback interfaces of one device. */
    public static final int MAX_LOOPBACKS = 256;
    /** Subinterfaces of one device. */
    public static final int MAX_SUBINTERFACES = 1024;

    private final IosSettings settings;
    private final NameSource names;
    private final SystemLog log;
    private final OspfProcesses ospf;
    private final LabNetwork network;
    private final TerminalLines lines = new TerminalLines();
    private final Accounts accounts;
    private final Discovery discovery;
    private final AccessLists accessLists;
    private final Nvram nvram;
    private final Flash flash;
    private final Set<Runnable> shutdownListeners = new LinkedHashSet<>();
    private final AddressTranslator nat;
    private final StaticRoutes staticRoutes;
    private final SshSettings ssh = new SshSettings();
    private final DhcpService dhcp;
    private final DhcpClients dhcpClients;
    private final DnsResolver resolver;
    private final DnsServer dns;

    IosDevice(LabEventLoop loop, String name, RandomStreams random, NameSource names, DeviceStore store, String image) {
        super(loop, name, random);
        this.names = names;
        settings = new IosSettings(name);
        log = new SystemLog(loop.clock());
        accessLists = new AccessLists(loop.clock(), new AccessLog(log));
        stack().ipv6().usualAutoconfiguration(Autoconfiguration.Mode.ROUTER);
        stack().observer(new PacketLog(log));
        stack().setSourceRouting(true);
        staticRoutes = new StaticRoutes(stack().routes());
        nat = new AddressTranslator(loop, accessLists, text -> log.debug("ip nat", text));
        stack().listen(new LinkMessages(loop, log));
        discovery = new Discovery(loop, new DeviceIdentity(this));
        ospf = new OspfProcesses(loop, stack(), new OspfMessages(log));
        network = new LabNetwork(loop, stack(), this::addressesOf);
        accounts = new Accounts(settings::enablePassword, random.stream("password salts of " + name));
        nvram = new Nvram(store, loop.clock());
        flash = new Flash(store, loop.clock(), image);
        dhcp = new DhcpService(stack(), loop.clock());
        dhcp.onConflict(address -> log.log(
                "DHCPD",
                SystemLog.Severity.WARNINGS,
                "PING_CONFLICT",
                "DHCP address conflict:  server pinged " + address + "."));
        resolver = new DnsResolver(loop, stack(), settings.hosts(), random.stream("dns of " + name));
        dns = new DnsServer(stack(), loop, new DeviceNames(this), resolver);
        dhcpClients = new DhcpClients(this, random.stream("dhcp client of " + name));
    }

    /** What is configured beyond interfaces, routes and the bridge, which hold their own. */
    public final IosSettings settings() {
        return settings;
    }

    /** Its log messages, and which debugging is on. */
    public final SystemLog log() {
        return log;
    }

    /** CDP and LLDP. */
    public final Discovery discovery() {
        return discovery;
    }

    /** Runs CDP and LLDP on the ports, of which there are no more to come. */
    final void discoverOnPorts() {
        ports().forEach(discovery::addPort);
        discovery.onCdp((port, packet) -> {
            int own = new DeviceIdentity(this).nativeVlan(port).orElse(0);
            if (own != 0 && packet.nativeVlan() != 0 && own != packet.nativeVlan()) {
                log.log(
                        "CDP",
                        SystemLog.Severity.WARNINGS,
                        "NATIVE_VLAN_MISMATCH",
                        "Native VLAN mismatch discovered on " + port.name() + " (" + own + "), with "
                                + Printable.of(packet.deviceId()) + " " + Printable.of(packet.portId()) + " ("
                                + packet.nativeVlan() + ").");
            }
        });
    }

    /** Its OSPF processes, and what its interfaces are told of OSPF. */
    public final OspfProcesses ospf() {
        return ospf;
    }

    /** The device's stack as a Netty transport, for the servers and clients that run on it. Any thread. */
    public final LabNetwork network() {
        return network;
    }

    /** Its console port and its virtual terminals. */
    public final TerminalLines lines() {
        return lines;
    }

    /** Its users, and how logins are checked. */
    public final Accounts accounts() {
        return accounts;
    }

    /** What filters of interfaces, lines and translations refer to. */
    public final AccessLists accessLists() {
        return accessLists;
    }

    /** Its start-up configuration. */
    public final Nvram nvram() {
        return nvram;
    }

    /** Its files. */
    public final Flash flash() {
        return flash;
    }

    /** Calls a listener whenever the device goes down for a reload, to end what does not survive one. */
    public final void onShutdown(Runnable listener) {
        shutdownListeners.add(listener);
    }

    public final void removeOnShutdown(Runnable listener) {
        shutdownListeners.remove(listener);
    }

    /**
     * Goes down, as for a reload: interfaces are off, connections are reset, and what was learned is forgotten. The
     * configuration is left to whoever brings the device up again.
     */
    public void shutDown() {
        List.copyOf(shutdownListeners).forEach(Runnable::run);
        stack().tcp().sockets().forEach(TcpSocket::abort);
        interfaces().forEach(each -> {
            each.setEnabled(false);
            each.ip().ifPresent(ip -> ip.neighbors().clear());
        });
        dhcp.server().forgetBindings();
        nat.clear();
        resolver.cache().clear();
    }

    /** Begins anew after {@link #shutDown()} and with an empty configuration: nothing has been said or counted yet. */
    public void restart() {
        long now = loop().now();
        interfaces().forEach(each -> {
            each.addressMethod(DeviceInterface.AddressMethod.UNSET);
            each.traffic().restart(now);
        });
        List.of(discovery.cdp(), discovery.lldp()).forEach(process -> {
            process.clearTable();
            process.clearCounters();
        });
        dhcp.counters().clear();
        nat.clearCounters();
        log.restart();
    }

    /** The routes of {@code ip route}. */
    public final StaticRoutes staticRoutes() {
        return staticRoutes;
    }

    /** The translation of addresses. */
    public final AddressTranslator nat() {
        return nat;
    }

    /** Puts an interface on a side of the translation; null for none. Packets pay for it only if some has a side. */
    public final void natSide(NetworkInterface on, AddressTranslator.@Nullable Side side) {
        nat.side(on, side);
        stack().translation(nat.isInUse() ? nat : null);
    }

    /** Its DHCP server and relay agent. */
    public final DhcpService dhcp() {
        return dhcp;
    }

    /** Its DNS server, which runs if it is told to. */
    public final DnsServer dns() {
        return dns;
    }

    /** How it finds the addresses of names that are typed. */
    public final DnsResolver resolver() {
        return resolver;
    }

    /** Its interfaces whose addresses come by DHCP. */
    public final DhcpClients dhcpClients() {
        return dhcpClients;
    }

    /** The interface of a name, for a command that configures it; made, if it is of a kind that commands make. */
    public Optional<DeviceInterface> configurable(InterfaceName interfaceName) {
        Optional<DeviceInterface> found = interfaceNamed(interfaceName);
        if (found.isPresent()) {
            return found;
        }
        if (interfaceName.type() == InterfaceType.LOOPBACK && count(LoopbackInterface.class) < MAX_LOOPBACKS) {
            add(new LoopbackInterface(interfaceName, stack(), new LoopbackLink(loop())));
        } else if (interfaceName.isSubinterface()
                && interfaceNamed(interfaceName.whole()).orElse(null) instanceof RoutedPort whole
                && count(Subinterface.class) < MAX_SUBINTERFACES) {
            Subinterface added = new Subinterface(interfaceName, whole, stack());
            configureLikeIos(added);
            add(added);
        }
        return interfaceNamed(interfaceName);
    }

    private long count(Class<? extends DeviceInterface> kind) {
        return interfaces().stream().filter(kind::isInstance).count();
    }

    /**
     * Takes an interface away that a command has made.
     *
     * @return false if it is part of the hardware
     */
    public boolean removeConfigurable(DeviceInterface removed) {
        if (!dismantle(removed)) {
            return false;
        }
        dhcpClients.stop(removed);
        removed.ip().ifPresent(ip -> staticRoutes.removeIf(route -> route.outgoing() == ip));
        remove(removed);
        return true;
    }

    /** Ends what an interface is made of; false for one that no command makes. */
    boolean dismantle(DeviceInterface removed) {
        if (removed instanceof Subinterface part) {
            part.link().close();
            return true;
        }
        return removed instanceof LoopbackInterface;
    }

    /** What IOS has on by default and hosts have not. */
    static void configureLikeIos(DeviceInterface added) {
        added.ip().ifPresent(ip -> {
            ip.proxyArp(true);
            ip.sendRedirects(true);
        });
    }

    /** Its SSH server's settings. */
    public final SshSettings ssh() {
        return ssh;
    }

    /** The addresses of a name, for programs on the device: by its own table, else by the lab's. */
    private List<IpAddress> addressesOf(String hostName) {
        List<IpAddress> own = settings.hosts().addressesOf(hostName);
        return own.isEmpty() ? names.addressesOf(hostName) : own;
    }
}
