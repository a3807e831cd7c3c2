package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.linux.LinuxConsole;
import labwire.netlab.console.telnet.TelnetService;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.link.Cable;
import labwire.netlab.link.Port;
import labwire.netlab.service.StaticZone;
import labwire.netlab.stack.InterfaceAddress;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.stack.ip6.Ip6Address;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.MacAddress;

/**
 * A lab that stands: its devices, configured, and the cables between them. Lab thread only.
 *
 * <p>A lab that cannot be built leaves nothing behind: its devices do nothing but on the loop, and the cables that were
 * laid are cut.
 */
public final class Lab implements AutoCloseable {
    private final LabFile file;
    private final LabEventLoop loop;
    private final RandomStreams random;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<Cable> cables = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final List<TunnelEnd> tunnels = new ArrayList<>();
    private final StaticZone zone;

    private Lab(LabFile file, LabEventLoop loop, RandomStreams random, Function<String, DeviceStore> stores) {
        this.file = file;
        this.loop = loop;
        this.random = random;
        // Devices come with a way to look names up before all the tables are there that know them.
        List<IosDevice> named = new ArrayList<>();
        NameSource names = name -> zone().addressesOf(name);
        for (NodeDefinition node : file.nodes()) {
            Device device = device(node, names, stores);
            devices.put(key(node.name()), device);
            if (device instanceof IosDevice ios) {
                named.add(ios);
                TelnetService.install(ios);
            }
        }
        zone = new StaticZone(named.stream().map(ios -> ios.settings().hosts()).toList());
    }

    /**
     * Makes the command languages of routers and switches, which the first lab of a process else has to wait for. Any
     * thread; may be left out.
     */
    public static void prepare() {
        IosImage.prepare();
    }

    /** Builds a lab whose devices save nothing beyond its life; see the other method of the name. */
    public static Lab build(LabFile file, LabEventLoop loop, RandomStreams random) {
        return build(file, loop, random, node -> DeviceStore.none());
    }

    /**
     * Makes the devices in the file's order, lays the cables, and runs the start-up configs and {@code exec} lines.
     *
     * @param random the lab's: addresses, sequence numbers and the luck of every cable come from its seed
     * @param stores what the router or switch of a node's name has saved, which is preferred to the lab file's
     *     start-up config
     * @throws LabException with every {@code exec} line that was refused, and every address that is used twice if
     *     the lab file gives all of them; lines that routers and switches refuse are {@link #warnings}
     */
    public static Lab build(
            LabFile file, LabEventLoop loop, RandomStreams random, Function<String, DeviceStore> stores) {
        Lab lab = new Lab(file, loop, random, stores);
        try {
            lab.checkMacs();
            lab.layCables();
            lab.layTunnels();
            lab.configure();
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private Device device(NodeDefinition node, NameSource names, Function<String, DeviceStore> stores) {
        return switch (node.kind()) {
            case ROUTER -> new Router(loop, node.name(), random, names, stores.apply(node.name()));
            case SWITCH -> new Switch(loop, node.name(), random, names, stores.apply(node.name()));
            case LINUX, CLOUD ->
                new Host(loop, node.name(), random, cabledPorts(node.name()), name -> addressesForHost(names, name));
        };
    }

    /** Hosts know the nodes by name, as containerlab's do: by the first address of each family, if no table has it. */
    private List<IpAddress> addressesForHost(NameSource names, String name) {
        List<IpAddress> named = names.addressesOf(name);
        return named.isEmpty() ? device(name).map(Lab::firstAddresses).orElse(List.of()) : named;
    }

    /** Of IPv6 not one that means something on its own link alone. */
    private static List<IpAddress> firstAddresses(Device device) {
        List<NetworkInterface> interfaces = device.interfaces().stream()
                .flatMap(each -> each.ip().stream())
                .filter(ip -> !ip.isDiscard())
                .toList();
        Stream<IpAddress> four =
                interfaces.stream().flatMap(ip -> ip.addresses().stream()).map(InterfaceAddress::address);
        Stream<IpAddress> six = interfaces.stream()
                .flatMap(ip -> ip.ip6().addresses().stream())
                .filter(address -> address.state() != Ip6Address.State.DUPLICATED)
                .map(Ip6Address::address)
                .filter(address -> !address.isLinkLocal())
                .map(address -> address);
        return Stream.of(four, six).flatMap(addresses -> addresses.limit(1)).toList();
    }

    /** A host has the ports that its cables need. */
    private List<InterfaceName> cabledPorts(String node) {
        return Stream.concat(
                        file.links().stream().flatMap(link -> Stream.of(link.a(), link.b())),
                        file.tunnels().stream().map(TunnelDefinition::endpoint))
                .filter(end -> end.node().equals(node))
                .map(LinkDefinition.Endpoint::port)
                .sorted()
                .toList();
    }

    /** Addresses of cards follow from names; that two names give the same is as good as impossible, but not quite. */
    private void checkMacs() {
        Problems problems = new Problems();
        Map<Long, String> owners = new LinkedHashMap<>();
        for (NodeDefinition node : file.nodes()) {
            device(node.name()).orElseThrow().ports().stream().limit(1).forEach(port -> {
                String owner = owners.putIfAbsent(Device.deviceOf(port.mac()), node.name());
                if (owner != null) {
                    problems.add(
                            node.at(),
                            "MAC addresses of node " + node.name(),
                            "those of node " + owner,
                            "another name, or another seed");
                }
            });
        }
        problems.throwIfAny();
    }

    private void layCables() {
        for (LinkDefinition link : file.links()) {
            String name = link.a() + " - " + link.b();
            cables.add(Cable.connect(
                    loop, port(link.a()), port(link.b()), link.settings(), random.stream("cable " + name)));
        }
    }

    /**
     * A tunnel's place in the lab.
     *
     * @param port where its cable ends, and where whoever opens the tunnel sends and receives
     */
    public record TunnelEnd(TunnelDefinition definition, Port port) {}

    /** In virtual time, nobody is behind these: frames end there. */
    private void layTunnels() {
        for (TunnelDefinition tunnel : file.tunnels()) {
            Port outer =
                    new Port(loop.clock(), tunnel.rule().kind(), tunnel.rule().where(), MacAddress.BROADCAST);
            String name = tunnel.endpoint() + " - " + outer;
            cables.add(Cable.connect(
                    loop, port(tunnel.endpoint()), outer, tunnel.settings(), random.stream("cable " + name)));
            tunnels.add(new TunnelEnd(tunnel, outer));
        }
    }

    private Port port(LinkDefinition.Endpoint end) {
        return device(end.node())
                .flatMap(device -> device.port(end.port().longName()))
                .orElseThrow(() -> new IllegalStateException(end + ": no such port (expected: a checked lab file)"));
    }

    private void configure() {
        Problems problems = new Problems();
        AddressBook addresses = new AddressBook();
        Configurator configurator = new Configurator(problems, warnings, addresses);
        for (NodeDefinition node : file.nodes()) {
            configurator.run(node, device(node.name()).orElseThrow());
        }
        ReservedLeases leases = new ReservedLeases(problems, this::port);
        for (NodeDefinition node : file.nodes()) {
            host(node.name()).ifPresent(host -> leases.serve(node, host));
        }
        // What was typed and saved on a device must not keep the lab from starting, to be typed otherwise.
        List<Problem> twice = addresses.usedTwice();
        boolean saved = devices.values().stream()
                .anyMatch(
                        device -> device instanceof IosDevice ios && ios.nvram().isSaved());
        if (saved) {
            twice.stream().limit(LabException.MAX_PROBLEMS - warnings.size()).forEach(warnings::add);
        } else {
            twice.forEach(problems::add);
        }
        problems.throwIfAny();
    }

    /** The lines of start-up configs that routers and switches refused, and what else is odd but no hindrance. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** What the lab was built from. */
    public LabFile file() {
        return file;
    }

    public String name() {
        return file.name();
    }

    public LabEventLoop loop() {
        return loop;
    }

    /** The devices in the file's order. */
    public List<Device> devices() {
        return List.copyOf(devices.values());
    }

    /** The device of a node's name, in any case. */
    public Optional<Device> device(String name) {
        return Optional.ofNullable(devices.get(key(name)));
    }

    /** The host of a node's name, in any case; empty if that is no host. */
    public Optional<Host> host(String name) {
        return device(name).filter(Host.class::isInstance).map(Host.class::cast);
    }

    /** The host through which the workstation's connections enter: the file's first node of kind {@code cloud}. */
    public Optional<Host> cloud() {
        return file.cloud().flatMap(node -> host(node.name()));
    }

    /** The ends of links to the outside, in the file's order. */
    public List<TunnelEnd> tunnels() {
        return List.copyOf(tunnels);
    }

    /** The cables in the file's order, those to the outside last. */
    public List<Cable> cables() {
        return List.copyOf(cables);
    }

    /** The port of a name such as {@code SW1:Gi0/1} or {@code sw1:GigabitEthernet0/1}. */
    public Optional<Port> port(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : device(name.substring(0, colon)).flatMap(device -> device.port(name.substring(colon + 1)));
    }

    /** The names of the lab. */
    public StaticZone zone() {
        return zone;
    }

    /** A session with a device, with every right: a root shell, or privileged exec mode. */
    public ConsoleSession console(Device device) {
        if (device instanceof Host host) {
            return LinuxConsole.open(host);
        }
        if (device instanceof IosDevice ios) {
            return IosImage.privileged(ios);
        }
        throw new IllegalStateException(device + ": a device without a console (expected: host, router or switch)");
    }

    /** Cuts all cables, so that nothing reaches anything any more; idempotent. */
    @Override
    public void close() {
        cables.forEach(Cable::cut);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
