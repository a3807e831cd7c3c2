package labwire.netlab.console.ios;

import java.time.Instant;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;

/** The running configuration of a device that nobody has configured: that of one made for the purpose. */
final class FactoryConfig {
    private FactoryConfig() {}

    static List<String> of(IosDevice like, IosLanguage language) {
        try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
            return RunningConfig.of(language, fresh(like, time.loop())).lines().toList();
        }
    }

    private static IosDevice fresh(IosDevice like, LabEventLoop loop) {
        RandomStreams random = new RandomStreams(0);
        return like instanceof Router
                ? new Router(loop, "Router", random, NameSource.NONE)
                : new Switch(loop, "Switch", random, NameSource.NONE);
    }
}
