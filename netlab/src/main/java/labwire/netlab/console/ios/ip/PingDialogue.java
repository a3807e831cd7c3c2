package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.Set;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.Dialogue;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.IpAddress.Family;

/** {@code ping} without an argument: asks what to send. */
final class PingDialogue {
    private final IosConsole console;
    private Family family = Family.IPV4;
    private String target = "";
    private int count = PingRequest.DEFAULT.count();
    private int bytes = PingRequest.DEFAULT.bytes();
    private int seconds = PingRequest.DEFAULT.seconds();
    private boolean extended;
    private boolean dontFragment;
    private Optional<String> source = Optional.empty();
    private final PingOptions options = new PingOptions();

    PingDialogue(IosConsole console) {
        this.console = console;
    }

    void begin() {
        ask(new Dialogue(console).text("Protocol [ip]: ", answer -> {
            family = answer.equalsIgnoreCase("ipv6") ? Family.IPV6 : Family.IPV4;
            return protocol(answer);
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
                .number("Repeat count [5]: ", 1, PingSettings.MAX_COUNT, value -> count = value)
                .number("Datagram size [100]: ", 36, 18_024, value -> bytes = value)
                .number("Timeout in seconds [2]: ", 0, 3_600, value -> seconds = value)
                .onlyIf(() -> family == Family.IPV4)
                .yes("Extended commands [n]: ", value -> extended = value)
                .onlyIf(() -> family == Family.IPV6)
                .yes("Extended commands? [no]: ", value -> extended = value)
                .onlyIf(() -> extended)
                .text("Source address or interface: ", this::source)
                .onlyIf(() -> extended && family == Family.IPV4)
                .yes("Set DF bit in IP header? [no]: ", value -> dontFragment = value);
        options.ask(dialogue, () -> extended && family == Family.IPV4);
        dialogue.run(this::send);
    }

    static Optional<String> protocol(String answer) {
        return answer.isEmpty() || answer.equalsIgnoreCase("ip") || answer.equalsIgnoreCase("ipv6")
                ? Optional.empty()
                : Optional.of("% Unknown protocol - \"" + answer + "\", type \"ping ?\" for help");
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

    private void send(Reply reply) {
        PingRequest request =
                new PingRequest(count, bytes, seconds, dontFragment, source, options.options(), options.isVerbose());
        PingRun.begin(console, target, Set.of(family), request, reply);
    }
}
