package labwire.netlab.console.ios.line;

import java.util.List;
import java.util.function.Consumer;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.device.line.TerminalLine;

/** Configures one line or several. */
record LineMode(List<TerminalLine> lines) implements IosMode {
    @Override
    public Kind kind() {
        return Kind.LINE;
    }

    /** Does something to each line that the session configures. */
    static void forEach(IosConsole console, Consumer<TerminalLine> change) {
        if (console.mode() instanceof LineMode mode) {
            mode.lines().forEach(change);
        }
    }
}
