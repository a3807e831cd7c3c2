package labwire.netlab.console.ios.image;

import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.RunningConfig;
import labwire.netlab.console.ios.access.AccessCommands;
import labwire.netlab.console.ios.discovery.DiscoveryCommands;
import labwire.netlab.console.ios.filter.FilterCommands;
import labwire.netlab.console.ios.ip.IpCommands;
import labwire.netlab.console.ios.ip6.Ip6Commands;
import labwire.netlab.console.ios.line.LineCommands;
import labwire.netlab.console.ios.logging.LoggingCommands;
import labwire.netlab.console.ios.nat.NatCommands;
import labwire.netlab.console.ios.ospf.OspfCommands;
import labwire.netlab.console.ios.outgoing.OutgoingCommands;
import labwire.netlab.console.ios.service.ServiceCommands;
import labwire.netlab.console.ios.switching.SwitchingCommands;
import labwire.netlab.console.ios.system.SystemCommands;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;

/** The software of routers and switches: the one place that names the features of each. */
public final class IosImage {
    public static final IosLanguage ROUTER = router();
    public static final IosLanguage SWITCH = bridge();

    private IosImage() {}

    private static IosLanguage router() {
        IosLanguage.Builder language = IosLanguage.builder();
        addCommonTo(language);
        return finished(language);
    }

    private static IosLanguage bridge() {
        IosLanguage.Builder language = IosLanguage.builder();
        addCommonTo(language);
        SwitchingCommands.addTo(language);
        return finished(language);
    }

    /** With the lines that are kept: what a feature has comes before them. */
    private static IosLanguage finished(IosLanguage.Builder language) {
        KeptCommands.addTo(language);
        return language.build();
    }

    private static void addCommonTo(IosLanguage.Builder language) {
        SystemCommands.addTo(language);
        LineCommands.addTo(language);
        OutgoingCommands.addTo(language);
        LoggingCommands.addTo(language);
        AccessCommands.addTo(language);
        IpCommands.addTo(language);
        Ip6Commands.addTo(language);
        FilterCommands.addTo(language);
        OspfCommands.addTo(language);
        NatCommands.addTo(language);
        ServiceCommands.addTo(language);
        SwitchingCommands.addCommonTo(language);
        DiscoveryCommands.addTo(language);
    }

    /** Makes the languages, if nobody has yet: it is the loading of this class that does. Any thread. */
    public static void prepare() {}

    /** The language of a device. */
    public static IosLanguage of(IosDevice device) {
        return device instanceof Router ? ROUTER : SWITCH;
    }

    /** A session as a login gives it, in user exec mode. */
    public static IosConsole login(IosDevice device) {
        return IosConsole.login(device, of(device));
    }

    /** A session in privileged exec mode. */
    public static IosConsole privileged(IosDevice device) {
        return IosConsole.privileged(device, of(device));
    }

    /** A session for the lines of a start-up config; see {@link IosConsole#startup}. */
    public static IosConsole startup(IosDevice device) {
        return IosConsole.startup(device, of(device));
    }

    /** The device's running configuration. */
    public static String runningConfig(IosDevice device) {
        return RunningConfig.of(of(device), device);
    }
}
