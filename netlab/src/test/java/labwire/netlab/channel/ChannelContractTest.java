package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream channel does, whatever it stands on: run against the lab's transport and against a kernel's sockets. */
abstract class ChannelContractTest {
    private final Recorder client = new Recorder();
    private final Recorder server = new Recorder();

    abstract ServerBootstrap serverBootstrap();

    abstract Bootstrap clientBootstrap();

    /** The wildcard address and port at which to bind. */
    abstract SocketAddress anyPort();

    /** How the client reaches a port of the server. */
    abstract SocketAddress address(int port);

    /** A port at which nobody listens. */
    abstract int closedPort() throws IOException;

    abstract <V> V await(Future<V> future);

    abstract boolean until(BooleanSupplier condition);

    /** Lets everything happen that can happen now; live, what is on its way within the machine. */
    abstract void settle();

    @TempDir
    private Path folder;

    private Channel listen(ServerBootstrap bootstrap, ChannelHandler handler) {
        ChannelFuture bound = bootstrap
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .bind(anyPort());
        await(bound);
        return bound.channel();
    }

    private static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private Channel connect(Bootstrap bootstrap, int port) {
        ChannelFuture connected = bootstrap.handler(client).connect(address(port));
        await(connected);
        assertThat(until(server::hasChannel)).isTrue();
        return connected.channel();
    }

    private Channel connectBoth(ServerBootstrap listening, Bootstrap connecting) {
        return connect(connecting, portOf(listen(listening, server)));
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    @Test
    void bytesArriveInOrderBothWays() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        await(channel.writeAndFlush(ascii("hello ")));
        await(channel.writeAndFlush(ascii("server")));
        assertThat(until(() -> server.text().equals("hello server"))).isTrue();
        await(server.channel().writeAndFlush(ascii("hello client")));
        assertThat(until(() -> client.text().equals("hello client"))).isTrue();
        assertThat(client.events()).first().isEqualTo("active");
    }

    @Test
    void addressesCorrespond() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        assertThat(channel.localAddress()).isEqualTo(server.channel().remoteAddress());
        assertThat(channel.remoteAddress()).isEqualTo(server.channel().localAddress());
    }

    @Test
    void aFullSendBufferMakesTheChannelUnwritableUntilThePeerReads() {
        Channel channel = connectBoth(
                serverBootstrap().childOption(ChannelOption.AUTO_READ, false),
                clientBootstrap()
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 << 10, 64 << 10)));
        byte[] chunk = noise(1 << 20);
        ChannelFuture last = channel.newSucceededFuture();
        int chunks = 0;
        while (channel.isWritable() && chunks < 64) {
            last = channel.writeAndFlush(Unpooled.wrappedBuffer(chunk));
            chunks++;
            settle();
        }
        assertThat(channel.isWritable()).isFalse();
        assertThat(last.isDone()).isFalse();
        assertThat(server.count()).isZero();

        server.channel().config().setAutoRead(true);
        int sent = chunks * chunk.length;
        assertThat(until(() -> server.count() == sent)).isTrue();
        assertThat(until(channel::isWritable)).isTrue();
        assertThat(last.isSuccess()).isTrue();
    }

    @Test
    void withoutAutoReadEachReadGivesOneBatch() {
        Channel channel = connectBoth(serverBootstrap().childOption(ChannelOption.AUTO_READ, false), clientBootstrap());
        await(channel.writeAndFlush(ascii("first")));
        settle();
        assertThat(server.events()).containsExactly("active");
        server.channel().read();
        assertThat(until(() -> server.text().equals("first"))).isTrue();
        await(channel.writeAndFlush(ascii("second")));
        settle();
        assertThat(server.text()).isEqualTo("first");
        server.channel().read();
        assertThat(until(() -> server.text().equals("firstsecond"))).isTrue();
    }

    @Test
    void theEndOfInputClosesTheChannel() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        await(channel.writeAndFlush(ascii("bye")));
        await(channel.close());
        assertThat(until(() -> server.heard("inactive"))).isTrue();
        assertThat(server.text()).isEqualTo("bye");
        assertThat(server.events()).containsExactly("active", "read", "inactive");
        assertThat(server.channel().isOpen()).isFalse();
    }

    @Test
    void withHalfClosureTheEndOfInputIsAnEventAndOutputGoesOn() {
        Channel channel = connectBoth(
                serverBootstrap().childOption(ChannelOption.ALLOW_HALF_CLOSURE, true),
                clientBootstrap().option(ChannelOption.ALLOW_HALF_CLOSURE, true));
        await(channel.writeAndFlush(ascii("question")));
        await(((DuplexChannel) channel).shutdownOutput());
        assertThat(until(() -> server.heard("ChannelInputShutdownReadComplete")))
                .isTrue();
        settle();
        assertThat(server.text()).isEqualTo("question");
        assertThat(server.events())
                .containsExactly("active", "read", "ChannelInputShutdownEvent", "ChannelInputShutdownReadComplete");
        DuplexChannel peer = (DuplexChannel) server.channel();
        assertThat(peer.isInputShutdown()).isTrue();
        assertThat(peer.isOutputShutdown()).isFalse();

        await(peer.writeAndFlush(ascii("answer")));
        await(peer.shutdownOutput());
        assertThat(until(() -> client.heard("ChannelInputShutdownReadComplete")))
                .isTrue();
        assertThat(client.text()).isEqualTo("answer");
        await(channel.close());
        await(peer.close());
    }

    @Test
    void writesAfterOutputIsShutDownFail() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        await(((DuplexChannel) channel).shutdownOutput());
        ChannelFuture written = channel.writeAndFlush(ascii("late"));
        assertThat(until(written::isDone)).isTrue();
        assertThat(written.cause()).isInstanceOfAny(ClosedChannelException.class, ChannelOutputShutdownException.class);
    }

    @Test
    void shutDownInputDeliversNothingMore() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        DuplexChannel peer = (DuplexChannel) server.channel();
        await(peer.shutdownInput());
        await(channel.writeAndFlush(ascii("unheard")));
        settle();
        assertThat(server.count()).isZero();
        await(peer.writeAndFlush(ascii("still")));
        assertThat(until(() -> client.text().equals("still"))).isTrue();
    }

    @Test
    void shutDownBothWaysKeepsTheChannelOpen() {
        // A server that closed at our FIN could close this end too, between its two halves.
        Channel channel =
                connectBoth(serverBootstrap().childOption(ChannelOption.ALLOW_HALF_CLOSURE, true), clientBootstrap());
        DuplexChannel duplex = (DuplexChannel) channel;
        await(duplex.shutdown());
        assertThat(duplex.isShutdown()).isTrue();
        assertThat(channel.isOpen()).isTrue();
        await(channel.close());
    }

    @Test
    void closingWithLingerZeroResetsThePeer() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap().option(ChannelOption.SO_LINGER, 0));
        await(channel.writeAndFlush(ascii("x")));
        assertThat(until(() -> server.count() == 1)).isTrue();
        await(channel.close());
        assertThat(until(() -> server.heard("inactive"))).isTrue();
        assertThat(server.events()).containsExactly("active", "read", "exception", "inactive");
        assertThat(server.failure()).isInstanceOf(IOException.class).hasMessageContaining("Connection reset");
    }

    @Test
    void closingWithUnreadBytesEndsThePeer() {
        Channel channel = connectBoth(serverBootstrap().childOption(ChannelOption.AUTO_READ, false), clientBootstrap());
        await(channel.writeAndFlush(ascii("never read")));
        settle();
        await(server.channel().close());
        assertThat(until(() -> client.heard("inactive"))).isTrue();
    }

    @Test
    void aPortWithoutListenerRefuses() throws IOException {
        int port = closedPort();
        ChannelFuture connected = clientBootstrap().handler(client).connect(address(port));
        assertThat(until(connected::isDone)).isTrue();
        assertThat(connected.cause())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageContaining(String.valueOf(port));
        assertThat(until(() -> !connected.channel().isOpen())).isTrue();
        assertThat(client.heard("active")).isFalse();
    }

    @Test
    void aTakenPortCannotBeBoundAgain() {
        Channel listening = listen(serverBootstrap(), server);
        SocketAddress taken = new InetSocketAddress(portOf(listening));
        ChannelFuture bound = serverBootstrap().childHandler(server).bind(taken);
        assertThat(until(bound::isDone)).isTrue();
        assertThat(bound.cause()).isInstanceOf(BindException.class);
        assertThat(until(() -> !bound.channel().isOpen())).isTrue();
    }

    @Test
    void connectingTwiceFails() {
        Channel listening = listen(serverBootstrap(), server);
        Channel channel = connect(clientBootstrap(), portOf(listening));
        ChannelFuture again = channel.connect(address(portOf(listening)));
        assertThat(until(again::isDone)).isTrue();
        assertThat(again.isSuccess()).isFalse();
    }

    @Test
    void writesAfterCloseFail() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        await(channel.close());
        ChannelFuture written = channel.writeAndFlush(ascii("late"));
        assertThat(until(written::isDone)).isTrue();
        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(until(() -> client.heard("inactive"))).isTrue();
        assertThat(client.events()).containsExactly("active", "inactive");
    }

    @Test
    void closeStillSendsWhatTheSendBufferHolds() {
        Channel channel = connectBoth(serverBootstrap().childOption(ChannelOption.AUTO_READ, false), clientBootstrap());
        byte[] sent = noise(60_000);
        await(channel.writeAndFlush(Unpooled.wrappedBuffer(sent)));
        await(channel.close());
        server.channel().config().setAutoRead(true);
        assertThat(until(() -> server.heard("inactive"))).isTrue();
        assertThat(server.bytes()).isEqualTo(sent);
        assertThat(server.failure()).isNull();
    }

    @Test
    void bytesBeforeTheEndAreReadFirstHoweverLate() {
        Channel channel = connectBoth(serverBootstrap().childOption(ChannelOption.AUTO_READ, false), clientBootstrap());
        await(channel.writeAndFlush(ascii("last words")));
        await(channel.close());
        settle();
        assertThat(server.events()).containsExactly("active");
        server.channel().config().setAutoRead(true);
        assertThat(until(() -> server.heard("inactive"))).isTrue();
        assertThat(server.text()).isEqualTo("last words");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure shows as missing bytes
    @Test
    void filesAndBuffersOfAllKindsKeepTheirOrder() throws IOException {
        byte[] file = noise(300_000);
        Path path = folder.resolve("region");
        Files.write(path, file);
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        CompositeByteBuf composite = Unpooled.compositeBuffer()
                .addComponent(true, ascii("composite "))
                .addComponent(true, Unpooled.directBuffer().writeBytes("of two ".getBytes(StandardCharsets.US_ASCII)));
        channel.write(ascii("before "));
        channel.write(new DefaultFileRegion(path.toFile(), 10, file.length - 20));
        channel.write(Unpooled.EMPTY_BUFFER);
        channel.write(composite);
        channel.write(new DefaultFileRegion(path.toFile(), 0, 5));
        await(channel.writeAndFlush(ascii("after")));
        int expected = 7 + file.length - 20 + 10 + 7 + 5 + 5;
        assertThat(until(() -> server.count() == expected)).isTrue();
        ByteBuf all = Unpooled.buffer()
                .writeBytes(ascii("before "))
                .writeBytes(file, 10, file.length - 20)
                .writeBytes(ascii("composite of two "))
                .writeBytes(file, 0, 5)
                .writeBytes(ascii("after"));
        assertThat(server.bytes()).isEqualTo(all.array().length == expected ? all.array() : bytesOf(all));
    }

    private static byte[] bytesOf(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    @Test
    void emptyBuffersAreWrittenAtOnce() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        await(channel.writeAndFlush(Unpooled.EMPTY_BUFFER));
        await(channel.writeAndFlush(ascii("x")));
        assertThat(until(() -> server.count() == 1)).isTrue();
    }

    @Test
    void otherMessagesAreRefused() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        ChannelFuture written = channel.writeAndFlush("a string");
        assertThat(until(written::isDone)).isTrue();
        assertThat(written.cause()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void optionsAreKept() {
        Channel channel = connectBoth(
                serverBootstrap(),
                clientBootstrap()
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.TCP_NODELAY, false)
                        .option(ChannelOption.SO_LINGER, 3)
                        .option(ChannelOption.SO_REUSEADDR, true));
        assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isFalse();
        assertThat(channel.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(3);
        assertThat(channel.config().getOption(ChannelOption.SO_REUSEADDR)).isTrue();
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        assertThat(channel.config().getOptions()).containsKeys(ChannelOption.SO_RCVBUF, ChannelOption.AUTO_READ);
        assertThat(channel.config().setOption(ChannelOption.valueOf("no such option"), 1))
                .isFalse();
    }

    @Test
    void acceptingWaitsForAutoRead() {
        Channel listening = listen(serverBootstrap().option(ChannelOption.AUTO_READ, false), server);
        ChannelFuture connected = clientBootstrap().handler(client).connect(address(portOf(listening)));
        await(connected);
        settle();
        assertThat(server.hasChannel()).isFalse();
        listening.config().setAutoRead(true);
        assertThat(until(server::hasChannel)).isTrue();
        await(connected.channel().writeAndFlush(ascii("in")));
        assertThat(until(() -> server.text().equals("in"))).isTrue();
    }

    @Test
    void aListenerTakesManyConnectionsAtOnce() {
        Recorder[] servers = new Recorder[40];
        int[] next = {0};
        Channel listening = serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        synchronized (servers) {
                            servers[next[0]] = new Recorder();
                            channel.pipeline().addLast(servers[next[0]++]);
                        }
                    }
                })
                .bind(anyPort())
                .channel();
        assertThat(until(listening::isActive)).isTrue();
        ChannelFuture[] connects = new ChannelFuture[servers.length];
        for (int i = 0; i < connects.length; i++) {
            connects[i] = clientBootstrap().handler(new Recorder()).connect(address(portOf(listening)));
        }
        for (ChannelFuture connected : connects) {
            await(connected);
            await(connected.channel().writeAndFlush(ascii("hi")));
        }
        assertThat(until(() -> {
                    synchronized (servers) {
                        int done = 0;
                        for (int i = 0; i < next[0]; i++) {
                            done += servers[i].text().equals("hi") ? 1 : 0;
                        }
                        return done == servers.length;
                    }
                }))
                .isTrue();
    }

    @Test
    void blockingOnTheLoopIsRefused() {
        Channel channel = connectBoth(serverBootstrap(), clientBootstrap());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Future<?> tried = channel.eventLoop().submit(() -> {
            try {
                channel.newPromise().await();
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        assertThat(until(tried::isDone)).isTrue();
        assertThatThrownBy(() -> {
                    throw thrown.get();
                })
                .isInstanceOf(io.netty.util.concurrent.BlockingOperationException.class);
    }
}
