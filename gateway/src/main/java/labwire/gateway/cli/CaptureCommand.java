package labwire.gateway.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import labwire.gateway.api.ApiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Captures what passes ports of the running lab. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Capture what passes ports of the running lab, as pcapng, until Ctrl-C.",
            "Frames that are dropped are there too, with a comment that says why."
        },
        footer = {
            "",
            "Filters: host 10.0.0.1, net 10.0.0.0/8, port 25, src or dst before these, tcp or udp before port;",
            "ip, ip6, arp, icmp, icmp6, tcp, udp, ospf, stp, cdp, lldp, dtp, vtp; vlan 10; ether host 02:00:00:00:00:01;",
            "broadcast, multicast; and, or, not, ( ).",
            "",
            "Example:",
            "  ./labwire capture R1:Gi0/0 | wireshark -k -i -",
            "  ./labwire capture R1:Gi0/0 SW1:Gi0/1 -w lab.pcapng",
            "  ./labwire capture mail:eth1 --filter \"host 10.10.88.25 and tcp port 25\" -c 100 -w mail.pcapng"
        })
final class CaptureCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 16;

    @Mixin
    private DataOption data;

    @Parameters(arity = "1..*", paramLabel = "NODE:PORT", description = "where to look; an interface each")
    private List<String> ports;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            description = "write a file (default: standard output)")
    private @Nullable Path file;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "FILTER",
            description = "which packets, in tcpdump's words",
            defaultValue = "")
    private String filter;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "end after so many packets")
    private @Nullable Long count;

    @Override
    public Integer call() {
        if (file == null && Terminal.isOutput()) {
            throw new ApiException("standard output: a terminal (expected: -w FILE, or '| wireshark -k -i -')");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ports", ports);
        body.put("filter", filter);
        if (count != null) {
            body.put("count", count);
        }
        try (OutputStream out = open()) {
            PcapngCopy copy = new PcapngCopy(out);
            Thread summary = new Thread(() -> System.err.println(copy.summary()));
            data.client().feed("/v1/capture", body, in -> {
                Runtime.getRuntime().addShutdownHook(summary);
                System.err.println("Capturing at " + String.join(", ", ports) + "; Ctrl-C ends it");
                copy.copy(in);
            });
            return LabwireCommand.DONE;
        } catch (UncheckedIOException | IOException e) {
            if (file == null) {
                // Whoever reads has seen enough.
                return LabwireCommand.DONE;
            }
            throw new ApiException(file + ": " + e.getMessage() + " (expected: a file that can be written)");
        }
    }

    private OutputStream open() throws IOException {
        OutputStream out = file == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(file);
        return new BufferedOutputStream(out, BUFFER_BYTES);
    }
}
