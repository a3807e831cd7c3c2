package labwire.netlab.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import labwire.netlab.link.LinkSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Netty's own handlers, as they come, on the lab's channels. */
@SuppressWarnings("FutureReturnValueIgnored")
final class StockHandlersTest {
    private static final int MAX_BODY = 1 << 20;
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private final TwoHosts hosts =
            new TwoHosts(7, LinkSettings.PLAIN.withDelay(5_000_000).withLoss(0.01));

    @AfterEach
    void close() {
        hosts.close();
    }

    /** Echoes a POST's body; answers GET /file with the file. */
    private static final class Site extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final Path file;

        Site(Path file) {
            this.file = file;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
            if (request.method().equals(HttpMethod.GET)) {
                long length = Files.size(file);
                HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                HttpUtil.setContentLength(head, length);
                context.write(head);
                context.write(new DefaultFileRegion(file.toFile(), 0, length));
                context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                return;
            }
            ByteBuf body = request.content().retain();
            FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
            HttpUtil.setContentLength(response, body.readableBytes());
            context.writeAndFlush(response);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof IdleStateEvent) {
                context.close();
            }
        }
    }

    private static final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final List<String> bodies = new ArrayList<>();
        private boolean closed;

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            bodies.add(response.content().toString(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed = true;
        }
    }

    private void serve(Path file) {
        hosts.await(hosts.server
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        ChannelPipeline pipeline = channel.pipeline();
                        pipeline.addLast(new IdleStateHandler(30, 0, 0));
                        pipeline.addLast(new HttpServerCodec());
                        pipeline.addLast(new HttpObjectAggregator(MAX_BODY));
                        pipeline.addLast(new Site(file));
                    }
                })
                .bind(new InetSocketAddress(80)));
    }

    private Channel browse(Answers answers) {
        ChannelFuture connected = hosts.client
                .bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_BODY), answers);
                    }
                })
                .connect("server", 80);
        hosts.await(connected);
        return connected.channel();
    }

    private static FullHttpRequest request(HttpMethod method, String path, String body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, method, path, Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1));
        request.headers().set(HttpHeaderNames.HOST, "server");
        HttpUtil.setContentLength(request, body.length());
        return request;
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderAndIdleConnectionsEndOnTime() {
        serve(folder);
        Answers answers = new Answers();
        Channel channel = browse(answers);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            expected.add("body " + i + "x".repeat(i * 20));
            channel.write(request(HttpMethod.POST, "/" + i, expected.get(i)));
        }
        channel.flush();
        assertThat(hosts.until(() -> answers.bodies.size() == 200)).isTrue();
        assertThat(answers.bodies).isEqualTo(expected);

        hosts.time.runFor(Duration.ofSeconds(29));
        assertThat(answers.closed).isFalse();
        hosts.time.runFor(Duration.ofSeconds(2));
        assertThat(answers.closed).isTrue();
    }

    @Test
    void aFileIsServedAsARegion() throws IOException {
        byte[] content = new byte[777_777];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("file"), content);
        serve(file);
        Answers answers = new Answers();
        browse(answers).writeAndFlush(request(HttpMethod.GET, "/file", ""));
        assertThat(hosts.until(() -> answers.bodies.size() == 1)).isTrue();
        assertThat(answers.bodies.get(0).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(content);
    }

    private KeyStore keyStore() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=dns:server",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    @Test
    void tlsRunsOverALossyCable() throws Exception {
        KeyStore keys = keyStore();
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        trust.init(trusted);
        SslContext serverTls = SslContextBuilder.forServer(identity).build();
        SslContext clientTls = SslContextBuilder.forClient().trustManager(trust).build();

        Recorder server = new Recorder();
        hosts.await(hosts.server
                .serverBootstrap()
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(serverTls.newHandler(channel.alloc()), server);
                    }
                })
                .bind(new InetSocketAddress(443)));
        Recorder client = new Recorder();
        ChannelFuture connected = hosts.client
                .bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(clientTls.newHandler(channel.alloc(), "server", 443), client);
                    }
                })
                .connect("server", 443);
        hosts.await(connected);
        hosts.await(connected.channel().pipeline().get(SslHandler.class).handshakeFuture());
        byte[] secret = new byte[1_000_000];
        new Random(2).nextBytes(secret);
        connected.channel().writeAndFlush(Unpooled.copiedBuffer(secret));
        assertThat(hosts.until(() -> server.count() == secret.length)).isTrue();
        assertThat(server.bytes()).isEqualTo(secret);
        server.channel().writeAndFlush(Unpooled.copiedBuffer(secret));
        assertThat(hosts.until(() -> client.count() == secret.length)).isTrue();
        hosts.await(connected.channel().close());
        assertThat(hosts.until(() -> server.heard("SslCloseCompletionEvent") && server.heard("inactive")))
                .isTrue();
        assertThat(server.failure()).isNull();
    }
}
