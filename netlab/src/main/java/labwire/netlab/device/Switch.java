package labwire.netlab.device;

import labwire.netlab.bridge.Bridge;
import labwire.netlab.bridge.BridgeSettings;
import labwire.netlab.channel.NameSource;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A switch with sixteen gigabit ports, up, all in VLAN 1; its own stack is reached on its VLAN interfaces. */
public final class Switch extends IosDevice {
    public static final int SLOTS = 4;
    public static final int PORTS_PER_SLOT = 4;
    /** VLAN interfaces of one switch. */
    public static final int MAX_VLAN_INTERFACES = 256;

    private final Bridge bridge;
    private int vlanInterfaces;

    /** @param names where it looks up the names that it does not know itself */
    public Switch(LabEventLoop loop, String name, RandomStreams random, NameSource names) {
        super(loop, name, random, names);
        bridge = new Bridge(loop, name, mac(SLOTS * PORTS_PER_SLOT), BridgeSettings.DEFAULT);
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int number = 0; number < PORTS_PER_SLOT; number++) {
                InterfaceName port = InterfaceName.gigabitEthernet(slot, number);
                add(new SwitchedPort(port, bridge.addPort(newPort(port, slot * PORTS_PER_SLOT + number))));
            }
        }
    }

    public Bridge bridge() {
        return bridge;
    }

    public int vlanInterfaceCount() {
        return vlanInterfaces;
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
            add(made);
            return made;
        });
    }
}
