package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultAddressedEnvelope;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
final class LabDatagramChannelTest {
    private static final int PORT = 53;
    private static final InetAddress GROUP = Ipv4Address.parse("239.1.2.3").toInetAddress();

    private final TwoHosts hosts = new TwoHosts();
    private final Mailbox client = new Mailbox();
    private final Mailbox server = new Mailbox();

    @AfterEach
    void close() {
        hosts.close();
    }

    private static final class Mailbox extends SimpleChannelInboundHandler<DatagramPacket> {
        private final List<String> texts = new ArrayList<>();
        private final List<InetSocketAddress> senders = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            texts.add(datagram.content().toString(StandardCharsets.US_ASCII));
            senders.add(datagram.sender());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket datagram = (DatagramPacket) message;
            context.writeAndFlush(new DatagramPacket(datagram.content(), datagram.sender()));
        }
    }

    private Channel bind(LabNetwork network, ChannelHandler handler, int port) {
        ChannelFuture bound = network.datagramBootstrap().handler(handler).bind(new InetSocketAddress(port));
        hosts.await(bound);
        return bound.channel();
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    @Test
    void datagramsAreAnsweredToTheirSender() {
        bind(hosts.server, new Echo(), PORT);
        Channel channel = bind(hosts.client, client, 0);
        for (int i = 0; i < 50; i++) {
            hosts.await(channel.writeAndFlush(new DatagramPacket(ascii("query " + i), TwoHosts.serverAt(PORT))));
        }
        assertThat(hosts.until(() -> client.texts.size() == 50)).isTrue();
        assertThat(client.texts).startsWith("query 0", "query 1").endsWith("query 49");
        assertThat(client.senders).containsOnly(TwoHosts.serverAt(PORT));
    }

    @Test
    void packetsHaveTheOptionsThatAreSet() {
        bind(hosts.server, server, PORT);
        Channel channel = bind(hosts.client, client, 0);
        Bytes options = Ipv4Options.recordRoute(1);
        channel.config().setOption(LabChannelOption.IP_OPTIONS, options);
        assertThat(channel.config().getOption(LabChannelOption.IP_OPTIONS)).isEqualTo(options);
        hosts.await(channel.writeAndFlush(new DatagramPacket(ascii("hello"), TwoHosts.serverAt(PORT))));
        assertThat(hosts.until(() -> server.texts.size() == 1)).isTrue();
        assertThat(hosts.server.stack().counters().get(IpCounter.WITH_OPTIONS)).isEqualTo(1);
        assertThatThrownBy(() -> channel.config().setOption(LabChannelOption.IP_OPTIONS, Bytes.wrap(new byte[3])))
                .hasMessageContaining("3 bytes (expected: 0-40, a multiple of 4)");
    }

    @Test
    void aConnectedChannelNeedsNoRecipientAndHearsItsPeerAlone() {
        Channel listening = bind(hosts.server, server, PORT);
        ChannelFuture connected =
                hosts.client.datagramBootstrap().handler(client).connect("server", PORT);
        hosts.await(connected);
        DatagramChannel channel = (DatagramChannel) connected.channel();
        assertThat(channel.isConnected()).isTrue();
        assertThat(channel.remoteAddress()).isEqualTo(TwoHosts.serverAt(PORT));
        hosts.await(channel.writeAndFlush(ascii("hello")));
        assertThat(hosts.until(() -> server.texts.equals(List.of("hello")))).isTrue();
        InetSocketAddress back = server.senders.get(0);
        Channel stranger = bind(hosts.server, new Mailbox(), 0);
        hosts.await(stranger.writeAndFlush(new DatagramPacket(ascii("stranger"), back)));
        hosts.await(listening.writeAndFlush(new DatagramPacket(ascii("friend"), back)));
        assertThat(hosts.until(() -> !client.texts.isEmpty())).isTrue();
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(client.texts).containsExactly("friend");
    }

    @Test
    void aClosedPortIsReportedToAConnectedChannel() {
        ChannelFuture connected =
                hosts.client.datagramBootstrap().handler(client).connect("server", PORT);
        hosts.await(connected);
        hosts.await(connected.channel().writeAndFlush(ascii("anybody?")));
        assertThat(hosts.until(() -> !client.failures.isEmpty())).isTrue();
        assertThat(client.failures.get(0)).isInstanceOf(PortUnreachableException.class);
        assertThat(connected.channel().isOpen()).isTrue();
    }

    @Test
    void unreadDatagramsWaitAndBeyondTheBufferAreDropped() {
        Channel listening = bind(hosts.server, server, PORT);
        listening.config().setAutoRead(false);
        listening.config().setOption(ChannelOption.SO_RCVBUF, 10 * (100 + DatagramQueue.OVERHEAD_BYTES));
        Channel channel = bind(hosts.client, client, 0);
        for (int i = 0; i < 30; i++) {
            channel.writeAndFlush(new DatagramPacket(ascii("x".repeat(100)), TwoHosts.serverAt(PORT)));
        }
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).isEmpty();
        listening.read();
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).hasSize(1);
        listening.config().setAutoRead(true);
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).hasSize(10);
    }

    @Test
    void longDatagramsTravelInFragmentsAndAreCutToTheReadersBuffer() {
        Channel listening = bind(hosts.server, server, PORT);
        Channel channel = bind(hosts.client, client, 0);
        hosts.await(channel.writeAndFlush(new DatagramPacket(ascii("a".repeat(5000)), TwoHosts.serverAt(PORT))));
        assertThat(hosts.until(() -> server.texts.size() == 1)).isTrue();
        assertThat(server.texts.get(0)).hasSize(2048);
        listening.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(65_536));
        ChannelFuture again = hosts.server
                .datagramBootstrap()
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(65_536))
                .handler(new Mailbox())
                .bind(new InetSocketAddress(PORT + 1));
        hosts.await(again);
        Mailbox large = again.channel().pipeline().get(Mailbox.class);
        hosts.await(channel.writeAndFlush(new DatagramPacket(ascii("b".repeat(5000)), TwoHosts.serverAt(PORT + 1))));
        assertThat(hosts.until(() -> large.texts.size() == 1)).isTrue();
        assertThat(large.texts.get(0)).isEqualTo("b".repeat(5000));
    }

    @Test
    void whatCannotBeSentFailsAloneAndTheRestGoes() {
        bind(hosts.server, server, PORT);
        Channel channel = bind(hosts.client, client, 0);
        ByteBuf tooLong = Unpooled.wrappedBuffer(new byte[65_508]);
        ChannelFuture long1 = channel.write(new DatagramPacket(tooLong, TwoHosts.serverAt(PORT)));
        ChannelFuture noRoute = channel.write(
                new DatagramPacket(ascii("far"), new Endpoint(Ipv4Address.parse("192.0.2.1"), PORT).toSocketAddress()));
        ChannelFuture unresolved =
                channel.write(new DatagramPacket(ascii("name"), InetSocketAddress.createUnresolved("server", PORT)));
        ChannelFuture noRecipient = channel.write(ascii("to whom?"));
        ChannelFuture fine =
                channel.writeAndFlush(new DefaultAddressedEnvelope<>(ascii("fine"), TwoHosts.serverAt(PORT)));
        hosts.await(fine);
        assertThat(long1.cause()).isInstanceOf(IOException.class).hasMessageContaining("65508 bytes");
        assertThat(noRoute.cause()).isInstanceOf(NoRouteToHostException.class);
        assertThat(unresolved.cause()).isInstanceOf(UnresolvedAddressException.class);
        assertThat(noRecipient.cause()).isInstanceOf(NotYetConnectedException.class);
        assertThat(tooLong.refCnt()).isZero();
        assertThat(hosts.until(() -> server.texts.equals(List.of("fine")))).isTrue();
    }

    @Test
    void emptyDatagramsArrive() {
        bind(hosts.server, server, PORT);
        Channel channel = bind(hosts.client, client, 0);
        hosts.await(channel.writeAndFlush(new DatagramPacket(Unpooled.EMPTY_BUFFER, TwoHosts.serverAt(PORT))));
        assertThat(hosts.until(() -> server.texts.equals(List.of("")))).isTrue();
    }

    @Test
    void aTakenPortCannotBeBoundUntilItIsClosed() {
        Channel first = bind(hosts.server, server, PORT);
        ChannelFuture second =
                hosts.server.datagramBootstrap().handler(new Mailbox()).bind(new InetSocketAddress(PORT));
        assertThat(hosts.until(second::isDone)).isTrue();
        assertThat(second.cause()).isInstanceOf(BindException.class);
        hosts.await(first.close());
        assertThat(bind(hosts.server, new Mailbox(), PORT).isActive()).isTrue();
    }

    @Test
    void aJoinedGroupIsHeardUntilItIsLeft() {
        DatagramChannel listening = (DatagramChannel) bind(hosts.server, server, PORT);
        InetAddress group = Ipv4Address.parse("239.1.2.3").toInetAddress();
        Channel sender = bind(hosts.client, client, 0);
        Runnable send = () ->
                hosts.await(sender.writeAndFlush(new DatagramPacket(ascii("all"), new InetSocketAddress(group, PORT))));

        send.run();
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).isEmpty();
        hosts.await(listening.joinGroup(group));
        hosts.await(listening.joinGroup(group));
        send.run();
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).containsExactly("all");

        hosts.await(listening.leaveGroup(group));
        send.run();
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).hasSize(1);
    }

    @Test
    void aClosedChannelLeavesItsGroups() {
        DatagramChannel listening = (DatagramChannel) bind(hosts.server, server, PORT);
        hosts.await(listening.joinGroup(Ipv4Address.parse("239.1.2.3").toInetAddress()));
        labwire.netlab.stack.NetworkInterface eth0 =
                hosts.server.stack().interfaces().get(0);
        assertThat(eth0.groups().all()).hasSize(1);

        hosts.await(listening.close());
        assertThat(eth0.groups().all()).isEmpty();
    }

    @Test
    void interfacesOfTheWorkstationAndWhatIsNoGroupAreRefused() throws SocketException {
        DatagramChannel channel = (DatagramChannel) bind(hosts.client, client, 0);
        ChannelFuture single = channel.joinGroup(TwoHosts.SERVER.toInetAddress());
        assertThat(hosts.until(single::isDone)).isTrue();
        assertThat(single.cause()).isInstanceOf(IllegalArgumentException.class);
        java.net.NetworkInterface real =
                java.net.NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        ChannelFuture onReal = channel.joinGroup(new InetSocketAddress(GROUP, PORT), real);
        assertThat(hosts.until(onReal::isDone)).isTrue();
        assertThat(onReal.cause()).isInstanceOf(UnsupportedOperationException.class);
    }

    private void sendToGroup(Channel sender, String text) {
        hosts.await(sender.writeAndFlush(new DatagramPacket(ascii(text), new InetSocketAddress(GROUP, PORT))));
        hosts.time.runFor(Duration.ofSeconds(1));
    }

    @Test
    void aGroupThatIsJoinedForSomeSourcesIsHeardOfThemAlone() {
        DatagramChannel listening = (DatagramChannel) bind(hosts.server, server, PORT);
        Channel sender = bind(hosts.client, client, 0);
        hosts.await(listening.joinGroup(GROUP, null, TwoHosts.SERVER.toInetAddress()));
        sendToGroup(sender, "of a stranger");
        assertThat(server.texts).isEmpty();

        hosts.await(listening.joinGroup(GROUP, null, TwoHosts.CLIENT.toInetAddress()));
        sendToGroup(sender, "wanted");
        assertThat(server.texts).containsExactly("wanted");

        hosts.await(listening.leaveGroup(GROUP, null, TwoHosts.CLIENT.toInetAddress()));
        sendToGroup(sender, "no longer");
        assertThat(server.texts).hasSize(1);
        hosts.await(listening.leaveGroup(GROUP, null, TwoHosts.SERVER.toInetAddress()));
        assertThat(hosts.server.stack().interfaces().get(0).groups().all()).isEmpty();
    }

    @Test
    void aSourceThatIsBlockedIsHeardNoLonger() {
        DatagramChannel listening = (DatagramChannel) bind(hosts.server, server, PORT);
        Channel sender = bind(hosts.client, client, 0);
        ChannelFuture early = listening.block(GROUP, TwoHosts.CLIENT.toInetAddress());
        assertThat(hosts.until(early::isDone)).isTrue();
        assertThat(early.cause()).isInstanceOf(IllegalStateException.class);
        hosts.await(listening.joinGroup(GROUP));
        sendToGroup(sender, "before");
        hosts.await(listening.block(GROUP, TwoHosts.CLIENT.toInetAddress()));
        sendToGroup(sender, "after");

        assertThat(server.texts).containsExactly("before");
    }

    @Test
    void channelsThatShareAPortEachHearTheGroup() {
        Mailbox other = new Mailbox();
        List<Channel> sharing = new ArrayList<>();
        for (Mailbox mailbox : List.of(server, other)) {
            ChannelFuture bound = hosts.server
                    .datagramBootstrap()
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .handler(mailbox)
                    .bind(new InetSocketAddress(PORT));
            hosts.await(bound);
            sharing.add(bound.channel());
            hosts.await(((DatagramChannel) bound.channel()).joinGroup(GROUP));
        }
        ChannelFuture alone =
                hosts.server.datagramBootstrap().handler(new Mailbox()).bind(new InetSocketAddress(PORT));
        assertThat(hosts.until(alone::isDone)).isTrue();
        assertThat(alone.cause()).as("who will not share").isInstanceOf(BindException.class);

        Channel sender = bind(hosts.client, client, 0);
        sendToGroup(sender, "all");
        assertThat(server.texts).containsExactly("all");
        assertThat(other.texts).containsExactly("all");
        hosts.await(sender.writeAndFlush(new DatagramPacket(ascii("one"), TwoHosts.serverAt(PORT))));
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).containsExactly("all");
        assertThat(other.texts).as("the newest").containsExactly("all", "one");

        hosts.await(((DatagramChannel) sharing.get(1)).block(GROUP, TwoHosts.CLIENT.toInetAddress()));
        sendToGroup(sender, "some");
        assertThat(server.texts).containsExactly("all", "some");
        assertThat(other.texts).as("who has blocked the source").containsExactly("all", "one");
    }

    @Test
    void aHostHearsWhatItSendsToItsGroupsUnlessTheSenderSaysNo() {
        DatagramChannel listening = (DatagramChannel) bind(hosts.server, server, PORT);
        Channel sender = bind(hosts.server, client, 0);
        sendToGroup(sender, "not joined yet");
        hosts.await(listening.joinGroup(GROUP));
        sendToGroup(sender, "heard");
        assertThat(server.senders)
                .extracting(InetSocketAddress::getAddress)
                .containsExactly(TwoHosts.SERVER.toInetAddress());
        sender.config().setOption(ChannelOption.IP_MULTICAST_LOOP_DISABLED, true);
        sendToGroup(sender, "for others alone");

        assertThat(server.texts).containsExactly("heard");
    }

    @Test
    void broadcastsNeedTheOption() {
        bind(hosts.server, server, PORT);
        Channel sender = bind(hosts.client, client, 0);
        for (String all : List.of("255.255.255.255", "10.0.0.255")) {
            InetSocketAddress to = new Endpoint(Ipv4Address.parse(all), PORT).toSocketAddress();
            ChannelFuture refused = sender.writeAndFlush(new DatagramPacket(ascii("no"), to));
            assertThat(hosts.until(refused::isDone)).isTrue();
            assertThat(refused.cause()).isInstanceOf(SocketException.class).hasMessageContaining(all);

            sender.config().setOption(ChannelOption.SO_BROADCAST, true);
            hosts.await(sender.writeAndFlush(new DatagramPacket(ascii(all), to)));
            sender.config().setOption(ChannelOption.SO_BROADCAST, false);
        }
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(server.texts).containsExactly("255.255.255.255", "10.0.0.255");
    }

    /** RFC 1122, 4.1.3.3: the application hears of ICMP errors. */
    @Test
    void anUnreachableHostIsReportedToAConnectedChannel() {
        ChannelFuture connected = hosts.client
                .datagramBootstrap()
                .handler(client)
                .connect(new Endpoint(Ipv4Address.parse("10.0.0.77"), PORT).toSocketAddress());
        hosts.await(connected);
        hosts.await(connected.channel().writeAndFlush(ascii("anybody?")));
        assertThat(hosts.until(() -> !client.failures.isEmpty())).isTrue();
        assertThat(client.failures.get(0)).isInstanceOf(NoRouteToHostException.class);
        assertThat(connected.channel().isOpen()).isTrue();
    }

    @Test
    void anErrorAboutADatagramToSomebodyElseIsNotThePeers() {
        bind(hosts.server, server, PORT);
        ChannelFuture connected =
                hosts.client.datagramBootstrap().handler(client).connect("server", PORT);
        hosts.await(connected);
        hosts.await(connected.channel().writeAndFlush(new DatagramPacket(ascii("?"), TwoHosts.serverAt(9))));
        hosts.time.runFor(Duration.ofSeconds(1));
        assertThat(hosts.client.stack().udp().counters().errorsReceived()).isEqualTo(1);
        assertThat(client.failures).isEmpty();
    }
}
