package labwire.netlab.device;

import labwire.netlab.channel.NameSource;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A router with four gigabit ports, shut down until {@code no shutdown}, as on IOS. */
public final class Router extends IosDevice {
    public static final int PORTS = 4;

    /** @param names where it looks up the names that it does not know itself */
    public Router(LabEventLoop loop, String name, RandomStreams random, NameSource names) {
        super(loop, name, random, names);
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
