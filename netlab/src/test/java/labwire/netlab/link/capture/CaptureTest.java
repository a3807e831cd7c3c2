package labwire.netlab.link.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
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
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.SampleFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123456789Z");

    @TempDir
    Path folder = Path.of(".");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final Port a = new Port(time.clock(), "pc1", "eth0", new MacAddress(1));
    private final Port b = new Port(time.clock(), "pc2", "eth0", new MacAddress(2));
    private final Cable cable =
            Cable.connect(time.loop(), a, b, LinkSettings.PLAIN, new RandomStreams(1).stream("cable"));

    @AfterEach
    void close() {
        time.close();
    }

    /** Sends the sample frames a millisecond apart, captured at both ends. */
    private Path captureSamples(CaptureFilter filter) throws IOException {
        Path file = folder.resolve("samples.pcapng");
        try (CaptureFile capture =
                CaptureFile.start(time.clock(), List.of(a, b), filter, Files.newOutputStream(file))) {
            for (EthernetFrame frame : SampleFrames.all()) {
                a.send(frame);
                time.runFor(Duration.ofMillis(1));
            }
            assertThat(capture.captured()).isPositive();
        }
        return file;
    }

    @Test
    void tsharkFindsNothingMalformedAndEveryChecksumGood() throws Exception {
        Path file = captureSamples(CaptureFilter.ALL);
        String wrong = "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0"
                + " || udp.checksum.status == 0 || tcp.checksum.status == 0 || icmp.checksum.status == 0";
        assertThat(tshark(file, wrong)).isEmpty();
        String good = "ip.checksum.status == 1 && (udp.checksum.status == 1 || tcp.checksum.status == 1"
                + " || icmp.checksum.status == 1)";
        assertThat(tshark(file, good)).hasSizeGreaterThanOrEqualTo(14);
        assertThat(tshark(file, "stp.pvst.origvlan == 10")).hasSize(2);
        assertThat(tshark(file, "tcp.options.sack.count == 2 && tcp.options.timestamp.tsval == 100"))
                .hasSize(6);
        assertThat(tshark(file, "icmpv6.checksum.status == 1")).hasSize(2 * 8);
        assertThat(tshark(file, "icmpv6.checksum.status == 0")).isEmpty();
    }

    @Test
    void portsAreInterfacesWithTheirNamesAndInstantsToTheNanosecond() throws Exception {
        Path file = captureSamples(CaptureFilter.ALL);
        List<String> lines = tshark(file, "frame", "frame.interface_name", "frame.time_epoch", "frame.packet_flags");
        assertThat(lines).hasSize(2 * SampleFrames.all().size());
        assertThat(lines.get(0)).isEqualTo("pc1:eth0\t1795341600.123456789\t0x00000002");
        assertThat(lines.get(1)).isEqualTo("pc2:eth0\t1795341600.123457789\t0x00000001");
        assertThat(lines.get(3)).isEqualTo("pc2:eth0\t1795341600.124457789\t0x00000001");
    }

    @Test
    void aFilterKeepsTheOthersOut() throws Exception {
        Path file = captureSamples(CaptureFilter.parse("tcp and vlan 20"));
        assertThat(tshark(file, "frame", "vlan.id", "ip.proto")).containsExactly("20\t6", "20\t6");
    }

    @Test
    void droppedFramesTellWhy() throws Exception {
        Path file = folder.resolve("drops.pcapng");
        EthernetFrame frame = SampleFrames.all().get(0);
        try (CaptureFile capture =
                CaptureFile.start(time.clock(), List.of(a), CaptureFilter.ALL, Files.newOutputStream(file))) {
            cable.settings(LinkSettings.PLAIN.withLoss(1));
            a.send(frame);
            cable.settings(LinkSettings.PLAIN.withRate(1_000_000).withQueueLimit(150));
            for (int i = 0; i < 3; i++) {
                a.send(frame);
            }
            cable.cut();
            a.send(frame);
            assertThat(capture.captured()).isEqualTo(7);
        }
        assertThat(tshark(file, "frame", "frame.comment"))
                .containsExactly(
                        "lost on the cable",
                        "",
                        "",
                        "dropped: the queue was full",
                        "lost on the cable: it was cut",
                        "lost on the cable: it was cut",
                        "dropped: the link was down");
    }

    /** Takes so many packets, and then no more until there is room again. */
    private static final class SlowReader implements CaptureSink {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean room = true;
        boolean ended;

        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public void write(byte[] block) {
            out.writeBytes(block);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    @Test
    void aSlowReaderLosesPacketsThatAreCountedAndTold() throws Exception {
        SlowReader reader = new SlowReader();
        Capture capture = Capture.start(time.clock(), List.of(a, b), CaptureFilter.ALL, Long.MAX_VALUE, reader);
        EthernetFrame frame = SampleFrames.all().get(0);
        for (int i = 0; i < 30; i++) {
            reader.room = i < 10 || i >= 25;
            a.send(frame);
            time.runFor(Duration.ofMillis(1));
        }
        assertThat(b.counters().receivedFrames()).isEqualTo(30);
        assertThat(capture.captured()).isEqualTo(30);
        assertThat(capture.lost()).isEqualTo(30);
        capture.stop();
        a.send(frame);
        assertThat(reader.ended).isTrue();
        assertThat(capture.captured()).isEqualTo(30);
        Path file = Files.write(folder.resolve("slow.pcapng"), reader.out.toByteArray());
        assertThat(tshark(file, "frame")).hasSize(30);
        assertThat(tshark(file, "frame.drop_count > 0", "frame.number", "frame.drop_count"))
                .containsExactly("21\t15", "22\t15");
    }

    @Test
    void aCaptureEndsByItselfWhenItHasEnough() {
        SlowReader reader = new SlowReader();
        Capture capture = Capture.start(time.clock(), List.of(a, b), CaptureFilter.ALL, 3, reader);
        for (int i = 0; i < 5; i++) {
            a.send(SampleFrames.all().get(0));
            time.runFor(Duration.ofMillis(1));
        }
        assertThat(capture.captured()).isEqualTo(3);
        assertThat(reader.ended).isTrue();
    }

    @Test
    void aFullDiskEndsTheCaptureAndNotTheLab() {
        OutputStream full = new OutputStream() {
            private int room = 24;

            @Override
            public void write(int octet) throws IOException {
                if (--room < 0) {
                    throw new IOException("no space left");
                }
            }
        };
        CaptureFile capture = CaptureFile.start(time.clock(), List.of(a), CaptureFilter.ALL, full);
        for (int i = 0; i < 2_000; i++) {
            a.send(SampleFrames.all().get(0));
        }
        time.runFor(Duration.ofMillis(1));
        assertThat(b.counters().receivedFrames()).isEqualTo(2_000);
        assertThatThrownBy(capture::close).isInstanceOf(IOException.class).hasMessageContaining("capture: ended after");
    }

    /** One line for each frame that the display filter takes, with these fields. */
    private List<String> tshark(Path file, String filter, String... fields) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-Y", filter));
        for (String protocol : List.of("ip", "tcp", "udp")) {
            command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
        }
        if (fields.length > 0) {
            command.addAll(List.of("-T", "fields"));
            for (String field : fields) {
                command.addAll(List.of("-e", field));
            }
        }
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "tshark is not installed");
            return List.of();
        }
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines.lines().toList();
    }
}
