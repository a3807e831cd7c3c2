package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.Segmentation;
import labwire.netlab.wire.TcpOptions;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramOutputTest {
    private static final int UNIT = 1_448;
    private static final byte[] HEADER = {0x08, 0, 0, 0, 0, 0, 100, 0};
    private static final MacAddress HERE = new MacAddress(0x0200_0000_0001L);
    private static final MacAddress THERE = new MacAddress(0x0200_0000_0002L);
    private static final Ipv4Address FROM = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address TO = Ipv4Address.parse("10.0.0.2");

    private final TunnelRule rule = new TunnelRule(
            new Encapsulation.Vxlan(100),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 4789),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 4790));
    private final List<Integer> lengths = new ArrayList<>();
    private final DatagramTrain trains = (datagrams, each, to) -> {
        lengths.add(each);
        return new DatagramPacket(datagrams, to);
    };
    private EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private static EthernetFrame superSegment(int count) {
        byte[] payload = new byte[count * UNIT];
        new SplittableRandom(1).nextBytes(payload);
        TcpSegment segment = new TcpSegment(
                1, 2, 3, 4, TcpSegment.ACK, 5, 0, TcpOptions.NONE, Bytes.wrap(payload), count == 1 ? 0 : UNIT, true);
        return new EthernetFrame(THERE, HERE, new Ipv4Packet(FROM, TO, 1, segment));
    }

    /** The datagrams of these frames, one behind the other. */
    private static byte[] expected(EthernetFrame frame) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Segmentation.split(frame, piece -> {
            all.writeBytes(HEADER);
            all.writeBytes(FrameEncoder.encode(piece));
        });
        return all.toByteArray();
    }

    private List<byte[]> written() {
        channel.flush();
        List<byte[]> written = new ArrayList<>();
        for (DatagramPacket packet = channel.readOutbound(); packet != null; packet = channel.readOutbound()) {
            assertThat(packet.recipient()).isEqualTo(rule.remote());
            written.add(ByteBufUtil.getBytes(packet.content()));
            packet.release();
        }
        return written;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void aSuperSegmentLeavesTogetherAsFarAsADatagramMayBeLong() {
        DatagramOutput output = new DatagramOutput(rule, trains);
        EthernetFrame frame = superSegment(45);
        output.write(channel, frame);
        List<byte[]> written = written();
        int each = HEADER.length + EthernetFrame.HEADER_LENGTH + 40 + UNIT;
        assertThat(written).extracting(part -> part.length / each).containsExactly(43, 2);
        assertThat(lengths).containsExactly(each, each);
        assertThat(joined(written)).isEqualTo(expected(frame));
        assertThat(output.sent()).isEqualTo(45);
    }

    @Test
    void whereNothingGoesTogetherEachPieceIsADatagram() {
        DatagramOutput output = new DatagramOutput(rule, null);
        EthernetFrame frame = superSegment(3);
        output.write(channel, frame);
        List<byte[]> written = written();
        assertThat(written).hasSize(3);
        assertThat(joined(written)).isEqualTo(expected(frame));
    }

    @Test
    void whereATrainIsRefusedDatagramsGoOneByOneForAWhile() {
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                if (((DatagramPacket) message).content().readableBytes() > 3 * UNIT) {
                    ReferenceCountUtil.release(message);
                    promise.setFailure(new IOException("Input/output error"));
                } else {
                    context.write(message, promise);
                }
            }
        });
        DatagramOutput output = new DatagramOutput(rule, trains);
        output.write(channel, superSegment(3));
        assertThat(output.drops()).isEqualTo(3);
        output.write(channel, superSegment(3));
        assertThat(written()).hasSize(3);
        assertThat(output.sent()).isEqualTo(3);
        for (int i = 1; i < 1_000; i++) {
            output.write(channel, superSegment(2));
        }
        assertThat(written()).hasSize(2 * 999);
        output.write(channel, superSegment(2));
        assertThat(written()).as("a train again").hasSize(1);
    }

    @Test
    void aShortFrameIsPaddedWithZeroesWhateverWasInTheBuffer() {
        ByteBuf used = channel.alloc().ioBuffer(256);
        used.writeBytes("x".repeat(256).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        used.release();
        ArpPacket request = new ArpPacket(ArpPacket.Operation.REQUEST, HERE, FROM, new MacAddress(0), TO);
        EthernetFrame frame = new EthernetFrame(MacAddress.BROADCAST, HERE, request);
        new DatagramOutput(rule, trains).write(channel, frame);
        assertThat(joined(written())).isEqualTo(expected(frame));
    }

    @Test
    void whatHasNoFormOnTheWireIsCounted() {
        DatagramOutput output = new DatagramOutput(rule, trains);
        output.write(channel, superSegmentOf(70_000));
        assertThat(output.drops()).isEqualTo(1);
        assertThat(written()).isEmpty();
    }

    private static EthernetFrame superSegmentOf(int bytes) {
        TcpSegment segment =
                new TcpSegment(1, 2, 3, 4, TcpSegment.ACK, 5, TcpOptions.NONE, Bytes.wrap(new byte[bytes]));
        return new EthernetFrame(THERE, HERE, new Ipv4Packet(FROM, TO, 1, segment));
    }
}
