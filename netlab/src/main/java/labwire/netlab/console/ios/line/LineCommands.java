package labwire.netlab.console.ios.line;

import labwire.netlab.console.ios.ConfigPlace;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode.Kind;

/** The console port and the virtual terminals. */
public final class LineCommands {
    private LineCommands() {}

    public static void addTo(IosLanguage.Builder language) {
        language.inGlobal(LineSelection::addTo)
                .in(LineAccessCommands::addTo, Kind.LINE)
                .in(LineDisplayCommands::addTo, Kind.LINE)
                .in(LineKeptCommands::addTo, Kind.LINE)
                .inExec(TerminalCommands::addTo)
                .inExec(ShowTerminal::addTo)
                .inExec(ShowUsers::addTo)
                .inExec(ShowLine::addTo)
                .inPrivilegedExec(ClearLine::addTo)
                .writes(ConfigPlace.LINE, LineConfig::write);
    }
}
