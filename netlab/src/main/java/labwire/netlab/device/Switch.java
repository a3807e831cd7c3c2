package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.BridgePort;
import labwire.netlab.bridge.BridgeSettings;
import labwire.netlab.bridge.SwitchportMode;
import labwire.netlab.bridge.Vlan;
import labwire.netlab.channel.NameSource;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A switch with sixteen gigabit ports, up, all in VLAN 1; its own stack is reached on its VLAN interfaces. */
public final class Switch extends IosDevice {
    public static final int SLOTS = 4;
    public static final int PORTS_PER_SLOT = 4;
    /** The software that it is said to run. */
    public static final String IMAGE = "vios_l2-adventerprisek9-m";
    /** VLAN interfaces of one switch. */
    public static final int MAX_VLAN_INTERFACES = 256;

    /** 1002 to 1005 are Token Ring's and FDDI's on IOS. */
    private static final int FIRST_RESERVED_VLAN = 1002;

    private static final int LAST_RESERVED_VLAN = 1005;

    private final Bridge bridge;
    private int vlanInterfaces;

    /** A switch that saves nothing beyond the lab's life. */
    public Switch(LabEventLoop loop, String name, RandomStreams random, NameSource names) {
        this(loop, name, random, names, DeviceStore.none());
    }

    /**
     * A switch with an empty configuration.
     *
     * @param names where it looks up the names that it does not know itself
     * @param store what it saves goes there
     */
    public Switch(LabEventLoop loop, String name, RandomStreams random, NameSource names, DeviceStore store) {
        super(loop, name, random, names, store, IMAGE);
        bridge = new Bridge(loop, name, mac(SLOTS * PORTS_PER_SLOT), BridgeSettings.DEFAULT);
        bridge.addListener(new BridgeLog(log()));
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int number = 0; number < PORTS_PER_SLOT; number++) {
                InterfaceName port = InterfaceName.gigabitEthernet(slot, number);
                BridgePort added = bridge.addPort(newPort(port, slot * PORTS_PER_SLOT + number));
                added.setSwitchportMode(SwitchportMode.DYNAMIC_AUTO);
                add(new SwitchedPort(port, added, stack()));
            }
        }
        discoverOnPorts();
    }

    /** True for a number that a VLAN of a switch can have. */
    public static boolean isUsable(int vlan) {
        return vlan >= 1 && vlan <= Vlan.MAX_ID && (vlan < FIRST_RESERVED_VLAN || vlan > LAST_RESERVED_VLAN);
    }

    @Override
    public void shutDown() {
        super.shutDown();
        bridge.clearMacTable();
    }

    @Override
    public void restart() {
        super.restart();
        // No command takes a domain back.
        bridge.vtp().setDomain("");
    }

    @Override
    boolean dismantle(DeviceInterface removed) {
        if (!(removed instanceof SwitchVirtualInterface own)) {
            return super.dismantle(removed);
        }
        bridge.removeVlanInterface(own.vlan());
        vlanInterfaces--;
        return true;
    }

    public Bridge bridge() {
        return bridge;
    }

    @Override
    public Optional<DeviceInterface> configurable(InterfaceName interfaceName) {
        Optional<DeviceInterface> found = interfaceNamed(interfaceName);
        boolean canBeMade = found.isEmpty()
                && interfaceName.type() == InterfaceType.VLAN
                && isUsable(interfaceName.number())
                && bridge.hasRoomFor(interfaceName.number())
                && vlanInterfaces < MAX_VLAN_INTERFACES;
        return canBeMade ? Optional.of(vlanInterface(interfaceName.number())) : super.configurable(interfaceName);
    }

    /**
     * The switch's interface in a VLAN; made, with the VLAN, at the first call.
     *
     * @throws IllegalStateException if there are {@link #MAX_VLAN_INTERFACES} already
     */
    public DeviceInterface vlanInterface(int vlan) {
        return interfaceNamed(InterfaceName.vlan(vlan)).orElseGet(() -> {
            if (vlanInterfaces == MAX_VLAN_INTERFACES) {
                throw new IllegalStateException(
                        name() + ": VLAN interfaces: over " + MAX_VLAN_INTERFACES + " (expected: fewer)");
            }
            vlanInterfaces++;
            SwitchVirtualInterface made = new SwitchVirtualInterface(bridge.vlanInterface(vlan), stack());
            configureLikeIos(made);
            add(made);
            return made;
        });
    }
}
