package labwire.netlab.device;

import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A router with four gigabit ports, shut down until {@code no shutdown}, as on IOS. */
public final class Router extends IosDevice {
    public static final int PORTS = 4;

    public Router(LabEventLoop loop, String name, RandomStreams random) {
        super(loop, name, random);
        stack().setForwarding(true);
        for (int number = 0; number < PORTS; number++) {
            InterfaceName port = InterfaceName.gigabitEthernet(0, number);
            RoutedPort added = new RoutedPort(port, newPort(port, number), stack());
            added.setEnabled(false);
            add(added);
        }
    }
}
