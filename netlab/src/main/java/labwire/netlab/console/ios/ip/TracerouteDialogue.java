package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.Set;
import labwire.netlab.console.Reply;
import labwire.netlab.console.Traceroute.Settings;
import labwire.netlab.console.ios.Dialogue;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.wire.IpAddress.Family;

/** {@code traceroute} without an argument: asks where, and how. */
final class TracerouteDialogue {
    private final IosConsole console;
    private String target = "";
    private Family family = Family.IPV4;
    private Optional<String> source = Optional.empty();
    private long timeoutNanos = Settings.DEFAULT.timeoutNanos();
    private int probes = Settings.DEFAULT.probes();
    private int first = Settings.DEFAULT.firstHop();
    private int last = Settings.DEFAULT.lastHop();

    TracerouteDialogue(IosConsole console) {
        this.console = console;
    }

    void begin() {
        ask(new Dialogue(console).text("Protocol [ip]: ", answer -> {
            family = answer.equalsIgnoreCase("ipv6") ? Family.IPV6 : Family.IPV4;
            return PingDialogue.protocol(answer);
        }));
    }

    /** The same for a protocol that is known. */
    void beginIpv6() {
        family = Family.IPV6;
        ask(new Dialogue(console));
    }

    private void ask(Dialogue dialogue) {
        dialogue.onlyIf(() -> family == Family.IPV4)
                .text("Target IP address: ", this::target)
                .onlyIf(() -> family == Family.IPV6)
                .text("Target IPv6 address: ", this::target)
                .onlyIf(() -> true)
                .text("Source address: ", this::source)
                .onlyIf(() -> family == Family.IPV4)
                .yes("Numeric display [n]: ", numeric -> {})
                .onlyIf(() -> family == Family.IPV6)
                .yes("Numeric display? [no]: ", numeric -> {})
                .onlyIf(() -> true)
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
        return !answer.isEmpty()
                ? Optional.empty()
                : Optional.of(family == Family.IPV4 ? "% Bad IP address" : "% Bad IPv6 address");
    }

    private Optional<String> source(String answer) {
        source = Optional.of(answer).filter(word -> !word.isEmpty());
        return source.isEmpty() || SourceAddress.find(console, answer, family).isPresent()
                ? Optional.empty()
                : Optional.of(SourceAddress.INVALID);
    }

    private void trace(Reply reply) {
        Settings settings = new Settings(Settings.DEFAULT.source(), timeoutNanos, probes, first, Math.max(first, last));
        TracerouteCommand.begin(console, target, Set.of(family), source, settings, reply);
    }
}
