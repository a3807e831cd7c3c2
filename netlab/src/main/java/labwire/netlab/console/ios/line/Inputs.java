package labwire.netlab.console.ios.line;

import java.util.Optional;
import java.util.stream.Collectors;
import labwire.netlab.device.line.TerminalLine;
import labwire.netlab.device.line.Transport;

/** By what a line may be reached, in words. */
final class Inputs {
    private Inputs() {}

    static String of(Optional<TerminalLine> line) {
        if (line.isEmpty() || line.get().input().isEmpty()) {
            return "none";
        }
        return line.get().input().stream().sorted().map(Transport::keyword).collect(Collectors.joining(" "));
    }
}
