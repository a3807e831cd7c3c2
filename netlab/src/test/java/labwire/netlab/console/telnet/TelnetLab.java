package labwire.netlab.console.telnet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Host;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.Router;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.stack.tcp.TcpException;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Ipv4Address;

/** A router R1, 10.0.0.1, and a host, 10.0.0.2, in virtual time. */
final class TelnetLab implements AutoCloseable {
    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-02T10:00:00Z"));
    final Router router = new Router(time.loop(), "R1", new RandomStreams(1), NameSource.NONE);
    final Host host =
            new Host(time.loop(), "pc", new RandomStreams(1), List.of(InterfaceName.ethernet(0)), NameSource.NONE);

    TelnetLab(List<String> config) {
        configure("interface gi0/0", "ip address 10.0.0.1 255.255.255.0");
        configure(config.toArray(new String[0]));
        host.interfaces().get(0).ip().orElseThrow().addAddress(Ipv4Address.parse("10.0.0.2"), 24);
        Cable.connect(
                time.loop(),
                router.port("gi0/0").orElseThrow(),
                host.port("eth0").orElseThrow(),
                LinkSettings.PLAIN,
                new RandomStreams(1).stream("cable"));
        TelnetService.install(router);
        time.runFor(Duration.ofSeconds(10));
    }

    /** Runs lines of configuration, each of which has to be accepted. */
    void configure(String... lines) {
        ConsoleSession startup = IosImage.startup(router);
        for (String line : lines) {
            run(startup, line);
        }
    }

    private static void run(ConsoleSession session, String line) {
        session.enter(line, new ConsoleOutput() {
            @Override
            public void print(String text) {
                throw new AssertionError(line + ": " + text);
            }

            @Override
            public void finished(CommandResult result) {}
        });
    }

    TelnetClient connect() {
        try {
            TelnetClient client = new TelnetClient(host, "10.0.0.1");
            time.runFor(Duration.ofSeconds(1));
            return client;
        } catch (TcpException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        time.close();
    }
}
