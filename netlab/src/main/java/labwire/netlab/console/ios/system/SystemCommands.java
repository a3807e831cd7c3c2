package labwire.netlab.console.ios.system;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;

/** The device itself: its modes, its name and secret, its configuration and its files. */
public final class SystemCommands {
    private SystemCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(ModeCommands::addToExec)
                .inPrivilegedExec(ModeCommands::addToPrivileged)
                .inConfiguration(ModeCommands::addToConfiguration)
                .in(IdentityCommands::addTo, Kind.GLOBAL)
                .inExec(ShowVersion::addTo)
                .inPrivilegedExec(ShowRunningConfig::addTo)
                .writes(
                        ConfigPlace.HOSTNAME,
                        (device, text) ->
                                text.line("hostname " + device.settings().hostname()))
                .writes(
                        ConfigPlace.ENABLE,
                        (device, text) -> device.settings()
                                .enableSecret()
                                .ifPresent(secret -> text.line("enable secret 0 " + secret)));
    }
}
