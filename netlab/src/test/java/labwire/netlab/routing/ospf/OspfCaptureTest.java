package labwire.netlab.routing.ospf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.Router;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.capture.CaptureFile;
import labwire.netlab.link.capture.CaptureFilter;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two routers say to each other, as another program reads it: of every kind, and nothing malformed. */
class OspfCaptureTest {
    private static final String COMMON = """
            interface GigabitEthernet0/0
             ip address 10.0.0.%1$d 255.255.255.0
             no shutdown
            interface GigabitEthernet0/1
             ip address 10.0.1.%1$d 255.255.255.252
             ip ospf network point-to-point
             ip ospf authentication message-digest
             ip ospf message-digest-key 1 md5 secret
             no shutdown
            interface Loopback0
             ip address %1$d.%1$d.%1$d.%1$d 255.255.255.255
            router ospf 1
             network 10.0.0.0 0.0.0.255 area 0
             network 10.0.1.0 0.0.0.255 area 1
             default-information originate always
            """;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void anotherProgramFindsNothingMalformed() throws IOException, InterruptedException {
        Path capture = folder.resolve("ospf.pcap");
        try (VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
                OutputStream file = Files.newOutputStream(capture)) {
            RandomStreams random = new RandomStreams(1);
            Router one = router(time, random, 1);
            Router two = router(time, random, 2);
            List<Port> ports = new ArrayList<>();
            for (String name : List.of("gi0/0", "gi0/1")) {
                Port port = one.port(name).orElseThrow();
                ports.add(port);
                Cable.connect(time.loop(), port, two.port(name).orElseThrow(), LinkSettings.PLAIN, random.stream(name));
            }
            try (CaptureFile writing = CaptureFile.start(time.clock(), ports, CaptureFilter.ALL, file)) {
                time.runFor(Duration.ofMinutes(2));
                assertThat(writing.captured()).isPositive();
            }
        }
        assertThat(tshark(capture, "_ws.malformed or _ws.expert.severity == error", "frame.number"))
                .isEmpty();
        assertThat(run(List.of("tshark", "-V", "-r", capture.toString(), "-Y", "ospf")))
                .anyMatch(line -> line.contains("Checksum: 0x") && line.contains("[correct]"))
                .noneMatch(line -> line.contains("incorrect") || line.contains("alformed"));
        List<String> kinds = tshark(capture, "ospf", "ospf.msg");
        assertThat(kinds).contains("1", "2", "3", "4", "5");
        List<String> types = tshark(capture, "ospf.msg == 4", "ospf.lsa");
        assertThat(String.join(",", types).split(",", -1)).contains("1", "2", "3", "5");
        assertThat(tshark(capture, "ospf.auth.type == 2", "ospf.auth.crypt.data"))
                .isNotEmpty();
    }

    private static Router router(VirtualTime time, RandomStreams random, int number) {
        Router router = new Router(time.loop(), "R" + number, random, NameSource.NONE);
        ConsoleSession session = IosImage.startup(router);
        COMMON.formatted(number)
                .lines()
                .forEach(line -> session.enter(line, new ConsoleOutput() {
                    @Override
                    public void print(String text) {
                        throw new AssertionError(line + ": " + text);
                    }

                    @Override
                    public void finished(CommandResult result) {}
                }));
        return router;
    }

    /** One field of the frames that a filter lets through. */
    private static List<String> tshark(Path capture, String filter, String field)
            throws IOException, InterruptedException {
        return run(List.of("tshark", "-r", capture.toString(), "-Y", filter, "-T", "fields", "-e", field));
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("tshark is not installed");
            return List.of();
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", command).isZero();
            return new ArrayList<>(
                    output.lines().filter(line -> !line.isBlank()).toList());
        } finally {
            process.destroyForcibly();
        }
    }
}
