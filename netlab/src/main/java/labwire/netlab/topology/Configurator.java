package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import labwire.netlab.console.ios.ConfigLoad;
import labwire.netlab.console.ios.ConfigLoad.RefusedLine;
import labwire.netlab.console.ios.Reload;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.linux.LinuxConsole;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.device.IosDevice;

/**
 * Runs the start-up config of a router or a switch, or the {@code exec} lines of a host.
 *
 * <p>As on a real device, a start-up config with errors does what it can: its refused lines are warnings. A host's
 * line that is refused is a problem of the lab file.
 */
final class Configurator {
    private final Problems problems;
    private final List<Problem> warnings;
    private final AddressBook addresses;

    Configurator(Problems problems, List<Problem> warnings, AddressBook addresses) {
        this.problems = problems;
        this.warnings = warnings;
        this.addresses = addresses;
    }

    void run(NodeDefinition node, Device device) {
        if (device instanceof Host host) {
            for (ConfigLine line : node.exec()) {
                ConfigLoad.run(LinuxConsole.open(host), List.of(line.text()))
                        .forEach(refused -> problems.add(problem(node, line, refused)));
                addresses.note(device, line.at());
            }
        } else if (device instanceof IosDevice ios) {
            start(node, ios);
        } else {
            throw new IllegalStateException(device + ": no console (expected: host, router or switch)");
        }
    }

    /** What was saved on the device comes before what the lab file gives. */
    private void start(NodeDefinition node, IosDevice device) {
        List<ConfigLine> lines = node.startupConfig();
        if (device.nvram().isSaved()) {
            lines = saved(device);
        } else if (!lines.isEmpty()) {
            device.nvram().preset(lines.stream().map(ConfigLine::text).collect(Collectors.joining("\n", "", "\n")));
        }
        List<ConfigLine> config = lines;
        List<RefusedLine> refused = ConfigLoad.run(
                IosImage.startup(device),
                config.stream().map(ConfigLine::text).toList(),
                number -> addresses.note(device, config.get(number - 1).at()));
        for (RefusedLine line : refused) {
            if (warnings.size() < LabException.MAX_PROBLEMS) {
                warnings.add(problem(node, config.get(line.number() - 1), line));
            }
        }
        Reload.started(device, IosImage.of(device), refused);
    }

    private static List<ConfigLine> saved(IosDevice device) {
        List<ConfigLine> lines = new ArrayList<>();
        String file = device.nvram().describe();
        device.nvram()
                .startupConfig()
                .ifPresent(config -> config.text()
                        .lines()
                        .forEach(text -> lines.add(new ConfigLine(new SourceLocation(file, lines.size() + 1), text))));
        return lines;
    }

    private static Problem problem(NodeDefinition node, ConfigLine line, RefusedLine refused) {
        return new Problem(line.at(), "line for " + node.name(), refused.found(), refused.expected());
    }
}
