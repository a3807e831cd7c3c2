package labwire.netlab.device;

import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;

/** A device with a configuration in IOS's language: a router or a switch. */
public abstract sealed class IosDevice extends Device permits Router, Switch {
    private final IosSettings settings;

    IosDevice(LabEventLoop loop, String name, RandomStreams random) {
        super(loop, name, random);
        settings = new IosSettings(name);
    }

    /** What is configured beyond interfaces, routes and the bridge, which hold their own. */
    public final IosSettings settings() {
        return settings;
    }
}
