package labwire.netlab.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.MacAddress;

/** A node of the lab: a name, interfaces, and an IP stack. Lab thread only, but for what says otherwise. */
public abstract sealed class Device permits Host, IosDevice {
    /** Locally administered, so that no lab's address is a real card's (802-2014, 8.4). */
    private static final long MAC_PREFIX = 0x02L << 40;
    /** The low bits of an address number a device's interfaces. */
    private static final int INTERFACE_BITS = 8;

    private final LabEventLoop loop;
    private final String name;
    private final IpStack stack;
    private final long macBase;
    private final Map<InterfaceName, DeviceInterface> interfaces = new TreeMap<>();

    Device(LabEventLoop loop, String name, RandomStreams random) {
        this.loop = loop;
        this.name = name;
        this.stack = new IpStack(loop, name, random);
        this.macBase = MAC_PREFIX | (random.seedFor("mac " + name) & 0xFFFF_FFFFL) << INTERFACE_BITS;
    }

    /** The node's name in the lab file; never changes. */
    public final String name() {
        return name;
    }

    public final LabEventLoop loop() {
        return loop;
    }

    public final IpStack stack() {
        return stack;
    }

    /** By type, slot and number. */
    public final List<DeviceInterface> interfaces() {
        return List.copyOf(interfaces.values());
    }

    public final Optional<DeviceInterface> interfaceNamed(InterfaceName interfaceName) {
        return Optional.ofNullable(interfaces.get(interfaceName));
    }

    /** The port of a name, short or long, in any case: {@code gi0/1}, {@code GigabitEthernet0/1}, {@code eth1}. */
    public final Optional<Port> port(String portName) {
        return InterfaceName.tryParse(portName).flatMap(this::interfaceNamed).flatMap(DeviceInterface::port);
    }

    /** The ports, in the order of {@link #interfaces}. */
    public final List<Port> ports() {
        return interfaces.values().stream().flatMap(i -> i.port().stream()).toList();
    }

    /** The address of the device's n-th interface, the same in every lab of the same seed. */
    final MacAddress mac(int index) {
        return new MacAddress(macBase + index);
    }

    /** What the addresses of one device's interfaces have in common, and those of no other device should have. */
    public static long deviceOf(MacAddress mac) {
        return mac.value() >>> INTERFACE_BITS;
    }

    final Port newPort(InterfaceName interfaceName, int index) {
        return new Port(loop.clock(), name, interfaceName.longName(), mac(index));
    }

    final void remove(DeviceInterface removed) {
        interfaces.remove(removed.name());
        removed.ip().ifPresent(stack::removeInterface);
    }

    final void add(DeviceInterface added) {
        interfaces.put(added.name(), added);
    }

    @Override
    public final String toString() {
        return name;
    }
}
