package labwire.netlab.device;

import labwire.netlab.channel.NameSource;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A router with four gigabit ports, shut down until {@code no shutdown}, as on IOS. */
public final class Router extends IosDevice {
    public static final int PORTS = 4;
    /** The software that it is said to run. */
    public static final String IMAGE = "vios-adventerprisek9-m";

    /** A router that saves nothing beyond the lab's life. */
    public Router(LabEventLoop loop, String name, RandomStreams random, NameSource names) {
        this(loop, name, random, names, DeviceStore.none());
    }

    /**
     * A router with an empty configuration.
     *
     * @param names where it looks up the names that it does not know itself
     * @param store what it saves goes there
     */
    public Router(LabEventLoop loop, String name, RandomStreams random, NameSource names, DeviceStore store) {
        super(loop, name, random, names, store, IMAGE);
        stack().setForwarding(true);
        for (int number = 0; number < PORTS; number++) {
            InterfaceName port = InterfaceName.gigabitEthernet(0, number);
            RoutedPort added = new RoutedPort(port, newPort(port, number), stack());
            added.setEnabled(false);
            configureLikeIos(added);
            add(added);
        }
        discoverOnPorts();
    }
}
