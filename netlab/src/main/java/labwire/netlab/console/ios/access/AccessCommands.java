package labwire.netlab.console.ios.access;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.IosLanguage;

/** Users, AAA, the SSH server and its keys. */
public final class AccessCommands {
    private AccessCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.types(MethodList.LOGIN, MethodList.EXEC)
                .inGlobal(UsernameCommands::addTo)
                .inGlobal(AaaCommands::addTo)
                .inGlobal(SshCommands::addTo)
                .inGlobal(CryptoKeyCommands::addTo)
                .inPrivilegedExec(ShowSsh::addTo)
                .writes(ConfigPlace.USERNAME, UsernameCommands::write)
                .writes(ConfigPlace.AAA, AaaCommands::write)
                .writes(ConfigPlace.IP_SERVICES, SshCommands::write);
    }
}
