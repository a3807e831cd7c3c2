package labwire.netlab.console.ios.ip;

import java.util.Optional;
import labwire.netlab.console.Reply;
import labwire.netlab.console.Traceroute.Settings;
import labwire.netlab.console.ios.Dialogue;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.wire.Ipv4Address;

/** {@code traceroute} without an argument: asks where, and how. */
final class TracerouteDialogue {
    private final IosConsole console;
    private String target = "";
    private Ipv4Address source = Ipv4Address.ANY;
    private long timeoutNanos = Settings.DEFAULT.timeoutNanos();
    private int probes = Settings.DEFAULT.probes();
    private int first = Settings.DEFAULT.firstHop();
    private int last = Settings.DEFAULT.lastHop();

    TracerouteDialogue(IosConsole console) {
        this.console = console;
    }

    void begin() {
        new Dialogue(console)
                .text("Protocol [ip]: ", PingDialogue::protocol)
                .text("Target IP address: ", this::target)
                .text("Source address: ", this::source)
                .yes("Numeric display [n]: ", numeric -> {})
                .number(
                        "Timeout in seconds [3]: ",
                        0,
                        3_600,
                        seconds -> timeoutNanos = TracerouteCommand.timeoutNanos(seconds))
                .number("Probe count [3]: ", 1, 100, value -> probes = value)
                .number("Minimum Time to Live [1]: ", 1, 255, value -> first = value)
                .number("Maximum Time to Live [30]: ", 1, 255, value -> last = value)
                .run(this::trace);
    }

    private Optional<String> target(String answer) {
        target = answer;
        return answer.isEmpty() ? Optional.of("% Bad IP address") : Optional.empty();
    }

    private Optional<String> source(String answer) {
        Optional<Ipv4Address> own = PingCommand.source(console, answer);
        own.ifPresent(address -> source = address);
        return answer.isEmpty() || own.isPresent() ? Optional.empty() : Optional.of(PingCommand.INVALID_SOURCE);
    }

    private void trace(Reply reply) {
        Settings settings = new Settings(source, timeoutNanos, probes, first, Math.max(first, last));
        TracerouteCommand.begin(console, target, settings, reply);
    }
}
