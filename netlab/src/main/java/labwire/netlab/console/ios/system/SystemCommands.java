package labwire.netlab.console.ios.system;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.IosLanguage;

/** The device itself: its modes, its name and secret, its configuration and its files. */
public final class SystemCommands {
    private SystemCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inExec(ModeCommands::addToExec)
                .inPrivilegedExec(ModeCommands::addToPrivileged)
                .inConfiguration(ModeCommands::addToConfiguration)
                .inGlobal(HostnameCommands::addTo)
                .inGlobal(PasswordCommands::addTo)
                .inGlobal(BannerCommands::addTo)
                .inPrivilegedExec(ShowRunningConfig::addTo)
                .inPrivilegedExec(SaveCommands::addTo)
                .inPrivilegedExec(CopyCommand::addTo)
                .inPrivilegedExec(FileCommands::addTo)
                .inPrivilegedExec(DirCommand::addTo)
                .inPrivilegedExec(ArchiveCommands::addTo)
                .inPrivilegedExec(ReloadCommand::addTo)
                .inExec(ShowVersion::addTo)
                .inExec(ShowResources::addTo)
                .inExec(ClockCommands::addToExec)
                .inPrivilegedExec(ClockCommands::addToPrivileged)
                .writes(ConfigPlace.SERVICE, (device, text) -> text.line("version " + ShowVersion.release(device)))
                .writes(ConfigPlace.SERVICE, PasswordCommands::writeEncryption)
                .writes(
                        ConfigPlace.HOSTNAME,
                        (device, text) ->
                                text.line("hostname " + device.settings().hostname()))
                .writes(ConfigPlace.ENABLE, PasswordCommands::write)
                .inGlobal(AliasCommands::addTo)
                .inExec(AliasCommands::addShow)
                .writes(ConfigPlace.BANNER, BannerCommands::write)
                .writes(ConfigPlace.BANNER, AliasCommands::write);
    }
}
