package labwire.netlab.topology;

import java.util.concurrent.atomic.AtomicReference;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.console.linux.LinuxConsole;
import labwire.netlab.device.Device;
import labwire.netlab.device.Host;
import labwire.netlab.device.IosDevice;

/** Runs the start-up config and the {@code exec} lines of one device; what is refused goes to the problems. */
final class Configurator {
    private final Device device;
    private final Problems problems;
    private final AddressBook addresses;

    Configurator(Device device, Problems problems, AddressBook addresses) {
        this.device = device;
        this.problems = problems;
        this.addresses = addresses;
    }

    void run(NodeDefinition node) {
        ConsoleSession session = session();
        for (ConfigLine line : node.startupConfig()) {
            if (line.text().strip().equals("end") && device instanceof IosDevice) {
                break;
            }
            run(session, line, node.name());
        }
        for (ConfigLine line : node.exec()) {
            run(session, line, node.name());
        }
    }

    private ConsoleSession session() {
        if (device instanceof Host host) {
            return LinuxConsole.open(host);
        }
        if (device instanceof IosDevice ios) {
            return IosImage.startup(ios);
        }
        throw new IllegalStateException(device + ": a device without a console (expected: host, router or switch)");
    }

    private void run(ConsoleSession session, ConfigLine line, String node) {
        AtomicReference<CommandResult> result = new AtomicReference<>();
        session.enter(line.text(), new ConsoleOutput() {
            @Override
            public void print(String text) {}

            @Override
            public void finished(CommandResult ended) {
                result.set(ended);
            }
        });
        if (session.isBusy()) {
            session.interrupt();
            problems.add(line.at(), "line for " + node, line.text().strip(), "a command that ends at once");
        } else if (result.get() instanceof CommandResult.Refused refused) {
            problems.add(line.at(), "line for " + node, refused.found(), refused.expected());
        }
        addresses.note(device, line.at());
    }
}
