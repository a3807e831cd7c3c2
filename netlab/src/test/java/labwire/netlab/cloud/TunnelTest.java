package labwire.netlab.cloud;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import labwire.netlab.link.Cable;
import labwire.netlab.link.InputError;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.PortLink;
import labwire.netlab.time.LabEventLoop;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Decoded;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FrameDecoder;
import labwire.netlab.wire.FrameEncoder;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host of a live lab, a tunnel to it, and beyond that a plain socket on loopback that speaks for a machine. */
@Timeout(30)
@SuppressWarnings({"FutureReturnValueIgnored", "NullAway.Init"})
final class TunnelTest {
    private static final MacAddress PEER = new MacAddress(0x0200_0000_0099L);
    private static final Ipv4Address PEER_ADDRESS = Ipv4Address.parse("10.0.0.9");
    private static final Ipv4Address HOST_ADDRESS = Ipv4Address.parse("10.0.0.1");

    private final EventLoopGroup outside = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private LabEventLoop loop;
    private Port outer;
    private DatagramSocket peer;

    @BeforeEach
    void start() throws Exception {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        peer.setSoTimeout(10_000);
        loop = LabEventLoop.live("lab");
        loop.submit(() -> {
                    RandomStreams random = new RandomStreams(1);
                    Port port = new Port(loop.clock(), "host", "eth0", new MacAddress(0x0200_0000_0001L));
                    IpStack stack = new IpStack(loop, "host", random);
                    stack.addInterface("eth0", new PortLink(port)).addAddress(HOST_ADDRESS, 24);
                    outer = new Port(loop.clock(), "tunnel", "peer", MacAddress.BROADCAST);
                    Cable.connect(loop, port, outer, LinkSettings.PLAIN, random.stream("cable"));
                })
                .sync();
    }

    @AfterEach
    void stop() {
        peer.close();
        outside.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        loop.stop();
    }

    private Tunnel open(Encapsulation encapsulation) {
        InetSocketAddress remote = (InetSocketAddress) peer.getLocalSocketAddress();
        Tunnel tunnel = tunnel(
                new TunnelRule(encapsulation, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), remote));
        at = tunnel.open().syncUninterruptibly().getNow();
        return tunnel;
    }

    private InetSocketAddress at;

    private Tunnel tunnel(TunnelRule rule) {
        Bootstrap datagrams = new Bootstrap()
                .group(outside)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Tunnel.MAX_DATAGRAM_BYTES));
        return new Tunnel(loop, outer, rule, outside.next(), datagrams);
    }

    private void send(DatagramSocket from, byte[] header, byte[] frame) throws IOException {
        byte[] datagram = Arrays.copyOf(header, header.length + frame.length);
        System.arraycopy(frame, 0, datagram, header.length, frame.length);
        from.send(new DatagramPacket(datagram, datagram.length, at));
    }

    private static byte[] whoHas(Ipv4Address address) {
        ArpPacket request = new ArpPacket(ArpPacket.Operation.REQUEST, PEER, PEER_ADDRESS, new MacAddress(0), address);
        return FrameEncoder.encode(new EthernetFrame(MacAddress.BROADCAST, PEER, List.of(), request));
    }

    private byte[] receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        peer.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static ArpPacket arp(byte[] datagram, int offset) {
        Decoded decoded = FrameDecoder.decode(Bytes.wrap(datagram, offset, datagram.length - offset));
        assertThat(decoded).isInstanceOf(Decoded.Frame.class);
        return (ArpPacket) ((Decoded.Frame) decoded).frame().payload();
    }

    @Test
    void theLabAnswersAMachineThatSpeaksPlainFramesInDatagrams() throws IOException {
        Tunnel tunnel = open(new Encapsulation.RawEthernet());
        send(peer, new byte[0], whoHas(HOST_ADDRESS));
        assertThat(arp(receive(), 0).senderAddress()).isEqualTo(HOST_ADDRESS);
        await().until(() -> tunnel.counters().sent() > 0);
        assertThat(tunnel.counters().received()).isEqualTo(1);
        assertThat(tunnel.counters().malformed() + tunnel.counters().foreign()).isZero();
        tunnel.close().syncUninterruptibly();
    }

    @Test
    void jumboFramesAreTakenWhole() throws IOException {
        Tunnel tunnel = open(new Encapsulation.Vxlan(100));
        IcmpMessage echo = new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.wrap(new byte[8_972]));
        EthernetFrame jumbo = new EthernetFrame(
                new MacAddress(0x0200_0000_0001L), PEER, new Ipv4Packet(PEER_ADDRESS, HOST_ADDRESS, 1, echo));
        send(peer, new byte[] {0x08, 0, 0, 0, 0, 0, 100, 0}, FrameEncoder.encode(jumbo));
        await().until(() -> tunnel.counters().received() == 1);
        assertThat(tunnel.counters().malformed()).isZero();
        tunnel.close().syncUninterruptibly();
    }

    @Test
    void aVxlanHeaderNamesTheNetworkBothWays() throws IOException {
        Tunnel tunnel = open(new Encapsulation.Vxlan(0x123456));
        byte[] header = {0x08, 0, 0, 0, 0x12, 0x34, 0x56, 0};
        send(peer, header, whoHas(HOST_ADDRESS));
        byte[] answer = receive();
        assertThat(Arrays.copyOf(answer, 8)).isEqualTo(header);
        assertThat(arp(answer, 8).senderAddress()).isEqualTo(HOST_ADDRESS);
        tunnel.close().syncUninterruptibly();
    }

    @Test
    void datagramsOfOtherNetworksOfStrangersAndOfNoSenseAreCountedAndDropped() throws IOException {
        Tunnel tunnel = open(new Encapsulation.Vxlan(100));
        byte[] ours = {0x08, 0, 0, 0, 0, 0, 100, 0};
        send(peer, new byte[] {0x08, 0, 0, 0, 0, 0, 101, 0}, whoHas(HOST_ADDRESS)); // another network
        send(peer, new byte[] {0, 0, 0, 0, 0, 0, 100, 0}, whoHas(HOST_ADDRESS)); // no valid identifier
        send(peer, new byte[] {0x08, 0}, new byte[0]); // half a header
        send(peer, ours, new byte[] {1, 2, 3}); // no frame
        byte[] shortPacket = new byte[20];
        shortPacket[12] = 8;
        send(peer, ours, shortPacket); // IPv4 without a whole header
        await().until(() -> tunnel.counters().malformed() == 5);
        send(peer, ours, whoHas(HOST_ADDRESS));
        assertThat(arp(receive(), 8).senderAddress()).isEqualTo(HOST_ADDRESS);
        Port host = requireNonNull(outer.cable()).peerOf(outer);
        assertThat(loop.submit(() -> host.counters().inputErrors(InputError.RUNT))
                        .syncUninterruptibly()
                        .getNow())
                .isEqualTo(1);
        assertThat(loop.submit(() -> host.counters().inputErrors(InputError.FRAME))
                        .syncUninterruptibly()
                        .getNow())
                .isEqualTo(1);
        tunnel.close().syncUninterruptibly();
    }

    @Test
    void withoutAHeaderOnlyTheRemotePortIsHeard() throws IOException {
        Tunnel tunnel = open(new Encapsulation.RawEthernet());
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            send(stranger, new byte[0], whoHas(HOST_ADDRESS));
            await().until(() -> tunnel.counters().foreign() == 1);
        }
        assertThat(tunnel.counters().received()).isZero();
        tunnel.close().syncUninterruptibly();
    }

    @Test
    void aTakenPortIsSaidWithWhatWasExpected() {
        InetSocketAddress taken = (InetSocketAddress) peer.getLocalSocketAddress();
        Tunnel tunnel = tunnel(new TunnelRule(new Encapsulation.Vxlan(1), taken, taken));
        assertThatThrownBy(() -> tunnel.open().syncUninterruptibly())
                .isInstanceOf(TunnelException.class)
                .hasMessageContaining("vxlan-1 to 127.0.0.1:" + taken.getPort())
                .hasMessageContaining("expected: an address and a free UDP port of this machine");
    }

    @Test
    void aNetworkIdentifierHas24Bits() {
        ByteBuf header = Unpooled.buffer();
        new Encapsulation.Vxlan(Encapsulation.Vxlan.MAX_VNI).writeHeader(header);
        assertThat(header.readableBytes()).isEqualTo(8);
        assertThatThrownBy(() -> new Encapsulation.Vxlan(1 << 24)).hasMessageContaining("expected: 0-16777215");
    }
}
