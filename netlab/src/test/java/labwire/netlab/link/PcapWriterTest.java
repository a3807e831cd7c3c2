package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.SampleFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapWriterTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123456789Z");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final Port a = new Port(time.clock(), "pc1", "eth0", new MacAddress(1));
    private final Port b = new Port(time.clock(), "pc2", "eth0", new MacAddress(2));

    PcapWriterTest() {
        Cable.connect(time.loop(), a, b, LinkSettings.PLAIN, new RandomStreams(1).stream("cable"));
    }

    @AfterEach
    void close() {
        time.close();
    }

    private record Captured(Instant instant, EthernetFrame frame) {}

    /** Sends the sample frames a millisecond apart, captured at the sending port. */
    private void captureSamples(OutputStream out) throws IOException {
        try (PcapWriter writer = new PcapWriter(time.clock(), out)) {
            a.addTap(writer);
            for (EthernetFrame frame : SampleFrames.all()) {
                a.send(frame);
                time.runFor(Duration.ofMillis(1));
            }
            a.removeTap(writer);
            assertThat(writer.frameCount()).isEqualTo(SampleFrames.all().size());
        }
    }

    private static List<Captured> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        assertThat(in.getInt()).isEqualTo(0xA1B23C4D);
        assertThat(in.getShort()).isEqualTo((short) 2);
        assertThat(in.getShort()).isEqualTo((short) 4);
        assertThat(in.getLong()).isZero();
        assertThat(in.getInt()).isEqualTo(262_144);
        assertThat(in.getInt()).isEqualTo(1);
        List<Captured> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            Instant instant = Instant.ofEpochSecond(in.getInt() & 0xFFFF_FFFFL, in.getInt());
            byte[] bytes = new byte[in.getInt()];
            assertThat(in.getInt()).isEqualTo(bytes.length);
            in.get(bytes);
            Decoded decoded = FrameDecoder.decode(Bytes.wrap(bytes));
            assertThat(decoded).isInstanceOf(Decoded.Frame.class);
            frames.add(new Captured(instant, ((Decoded.Frame) decoded).frame()));
        }
        return frames;
    }

    @Test
    void aCaptureHoldsTheFramesWithTheirInstants() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        captureSamples(file);
        List<Captured> frames = read(file.toByteArray());
        assertThat(frames).extracting(Captured::frame).isEqualTo(SampleFrames.all());
        assertThat(frames.get(0).instant()).isEqualTo(START);
        assertThat(frames.get(2).instant()).isEqualTo(START.plusMillis(2));
    }

    @Test
    void oneCaptureSeesSeveralPortsInTheOrderOfTime() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EthernetFrame frame = SampleFrames.all().get(0);
        try (PcapWriter writer = new PcapWriter(time.clock(), file)) {
            a.addTap(writer);
            b.addTap(writer);
            a.send(frame);
            time.runFor(Duration.ofMillis(1));
        }
        assertThat(read(file.toByteArray()))
                .containsExactly(
                        new Captured(START, frame), new Captured(START.plusNanos(LinkSettings.MIN_DELAY_NANOS), frame));
    }

    @Test
    void aFullDiskEndsTheCaptureAndNotTheLab() throws IOException {
        OutputStream full = new OutputStream() {
            private int room = 24;

            @Override
            public void write(int octet) throws IOException {
                if (--room < 0) {
                    throw new IOException("no space left");
                }
            }
        };
        PcapWriter writer = new PcapWriter(time.clock(), full);
        a.addTap(writer);
        for (int i = 0; i < 2_000; i++) {
            a.send(SampleFrames.all().get(0));
        }
        time.runFor(Duration.ofMillis(1));
        assertThat(b.counters().receivedFrames()).isEqualTo(2_000);
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessageContaining("capture: ended after");
    }

    @Test
    void tsharkFindsNothingMalformedAndEveryChecksumGood(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("tshark"), "tshark is not installed");
        Path file = folder.resolve("samples.pcap");
        captureSamples(Files.newOutputStream(file));
        String filter = "_ws.malformed || _ws.expert.severity == error || ip.checksum.status == 0"
                + " || udp.checksum.status == 0 || tcp.checksum.status == 0 || icmp.checksum.status == 0";
        assertThat(tshark(file, filter)).isEmpty();
        String good = "ip.checksum.status == 1 && (udp.checksum.status == 1 || tcp.checksum.status == 1"
                + " || icmp.checksum.status == 1)";
        assertThat(tshark(file, good).lines()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(tshark(file, "stp").lines()).hasSize(4);
        assertThat(tshark(file, "stp.pvst.origvlan == 10").lines()).hasSize(1);
        assertThat(tshark(file, "tcp.options.mss_val == 1460 && tcp.options.wscale.shift == 7")
                        .lines())
                .hasSize(1);
        assertThat(tshark(file, "tcp.options.sack.count == 2 && tcp.options.timestamp.tsval == 100")
                        .lines())
                .hasSize(2);
    }

    private static boolean isInstalled(String program) throws Exception {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** One line for each frame that the display filter takes. */
    private static String tshark(Path file, String filter) throws Exception {
        Process process = new ProcessBuilder(
                        "tshark",
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "udp.check_checksum:TRUE",
                        "-r",
                        file.toString(),
                        "-Y",
                        filter)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }
}
