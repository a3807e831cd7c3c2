package labwire.netlab.console.ios.ip;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.Dialogue;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;

/** {@code ping} without an argument: asks what to send. */
final class PingDialogue {
    private final IosConsole console;
    private String target = "";
    private int count = PingCommand.DEFAULT_COUNT;
    private int bytes = PingCommand.DEFAULT_BYTES;
    private int seconds = PingCommand.DEFAULT_TIMEOUT_SECONDS;
    private boolean extended;
    private boolean dontFragment;
    private Ipv4Address source = Ipv4Address.ANY;

    PingDialogue(IosConsole console) {
        this.console = console;
    }

    void begin() {
        new Dialogue(console)
                .text("Protocol [ip]: ", PingDialogue::protocol)
                .text("Target IP address: ", this::target)
                .number("Repeat count [5]: ", 1, PingSettings.MAX_COUNT, value -> count = value)
                .number("Datagram size [100]: ", 36, 18_024, value -> bytes = value)
                .number("Timeout in seconds [2]: ", 0, 3_600, value -> seconds = value)
                .yes("Extended commands [n]: ", value -> extended = value)
                .onlyIf(() -> extended)
                .text("Source address or interface: ", this::source)
                .yes("Set DF bit in IP header? [no]: ", value -> dontFragment = value)
                .run(this::send);
    }

    static Optional<String> protocol(String answer) {
        return answer.isEmpty() || answer.equalsIgnoreCase("ip")
                ? Optional.empty()
                : Optional.of("% Unknown protocol - \"" + answer + "\", type \"ping ?\" for help");
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

    private void send(Reply reply) {
        PingSettings settings = new PingSettings(
                count,
                0,
                Math.max(1, TimeUnit.SECONDS.toNanos(seconds)),
                bytes - PingRun.HEADERS,
                Ipv4Packet.DEFAULT_TTL,
                dontFragment,
                source);
        PingRun.begin(console, target, settings, seconds, reply);
    }
}
