package labwire.smtp.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Look-ups at a server of this test. */
class NettyMailDnsTest {

    private static final int MANY = 60;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private volatile boolean silent;
    private Channel server;
    private NettyMailDns dns;

    @BeforeEach
    void start() throws Exception {
        server = new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new DatagramDnsQueryDecoder())
                                .addLast(new DatagramDnsResponseEncoder())
                                .addLast(new Answering());
                    }
                })
                .bind(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0)
                .sync()
                .channel();
        DnsSettings settings = DnsSettings.DEFAULTS
                .withServers(List.of((InetSocketAddress) server.localAddress()))
                .withTimeout(Duration.ofMillis(200));
        dns = NettyMailDns.start(loops.next(), NioDatagramChannel::new, Optional.empty(), settings, () -> now);
    }

    @AfterEach
    void stop() throws Exception {
        dns.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }

    private <T> T ask(Future<T> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void readsExchangesAndRemembersThemForTheirTime() throws Exception {
        List<MailHost> expected = List.of(new MailHost(20, "mx2.example.com"), new MailHost(10, "mx1.example.com"));
        assertThat(ask(dns.exchanges("example.com", loops.next()))).isEqualTo(expected);
        assertThat(ask(dns.exchanges("EXAMPLE.com", loops.next()))).isEqualTo(expected);
        assertThat(questions).hasValue(1);
        now = now.plusSeconds(301);
        assertThat(ask(dns.exchanges("example.com", loops.next()))).isEqualTo(expected);
        assertThat(questions).hasValue(2);
    }

    @Test
    void readsTheNullExchange() throws Exception {
        assertThat(ask(dns.exchanges("silent.example", loops.next()))).containsExactly(new MailHost(0, ""));
    }

    @Test
    void readsAddressesOfBothKinds() throws Exception {
        assertThat(ask(dns.addresses("mx1.example.com", loops.next())))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
    }

    @Test
    void saysNothingForNamesThatThereAreNot() throws Exception {
        assertThat(ask(dns.exchanges("nowhere.example", loops.next()))).isEmpty();
        assertThat(ask(dns.addresses("nowhere.example", loops.next()))).isEmpty();
        assertThat(ask(dns.addresses("a..b", loops.next()))).isEmpty();
    }

    @Test
    void asksAgainByTcpWhereAnAnswerIsCutShort() throws Exception {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Channel overTcp = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new TcpDnsQueryDecoder())
                                .addLast(new TcpDnsResponseEncoder())
                                .addLast(new AnsweringAtLength());
                    }
                })
                .bind(address)
                .sync()
                .channel();
        try (NettyMailDns both = NettyMailDns.start(
                loops.next(),
                NioDatagramChannel::new,
                Optional.of(NioSocketChannel::new),
                DnsSettings.DEFAULTS.withServers(List.of(address)).withTimeout(Duration.ofSeconds(5)),
                () -> now)) {
            assertThat(ask(both.exchanges("large.example", loops.next()))).hasSize(MANY);
        } finally {
            overTcp.close().sync();
        }
    }

    @Test
    void failsWhereNobodyKnows() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ask(dns.exchanges("broken.example", loops.next()))))
                .isInstanceOf(ExecutionException.class);
        silent = true;
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> ask(dns.addresses("late.example", loops.next()))))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("late.example");
    }

    /** More exchanges than a datagram holds. */
    private static final class AnsweringAtLength extends SimpleChannelInboundHandler<DnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            DefaultDnsResponse response = new DefaultDnsResponse(query.id());
            response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            for (int i = 0; i < MANY; i++) {
                response.addRecord(
                        DnsSection.ANSWER,
                        record(question, exchange(i, "mx" + i + ".a-name-that-takes-its-room.example")));
            }
            ctx.writeAndFlush(response);
        }
    }

    private static DefaultDnsRawRecord record(DnsQuestion question, ByteBuf data) {
        return new DefaultDnsRawRecord(question.name(), question.type(), 300, data);
    }

    private static ByteBuf exchange(int preference, String host) {
        ByteBuf data = Unpooled.buffer().writeShort(preference);
        for (String label : host.isEmpty() ? new String[0] : host.split("\\.")) {
            data.writeByte(label.length()).writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        return data.writeByte(0);
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramDnsQuery query) {
            if (silent) {
                return;
            }
            questions.incrementAndGet();
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            DatagramDnsResponse response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            String asked = question.name() + " " + question.type().name();
            switch (asked) {
                case "example.com. MX", "EXAMPLE.com. MX" -> {
                    response.addRecord(DnsSection.ANSWER, record(question, exchange(20, "mx2.example.com")));
                    response.addRecord(DnsSection.ANSWER, record(question, exchange(10, "mx1.example.com")));
                }
                case "silent.example. MX" -> response.addRecord(DnsSection.ANSWER, record(question, exchange(0, "")));
                case "mx1.example.com. A" ->
                    response.addRecord(DnsSection.ANSWER, record(question, Unpooled.wrappedBuffer(new byte[] {
                        (byte) 192, 0, 2, 1
                    })));
                case "mx1.example.com. AAAA" -> {
                    byte[] octets = new byte[16];
                    octets[0] = 0x20;
                    octets[1] = 1;
                    octets[2] = 0x0d;
                    octets[3] = (byte) 0xb8;
                    octets[15] = 1;
                    response.addRecord(DnsSection.ANSWER, record(question, Unpooled.wrappedBuffer(octets)));
                }
                case "large.example. MX" -> response.setTruncated(true);
                case "broken.example. MX" -> response.setCode(DnsResponseCode.SERVFAIL);
                default -> response.setCode(DnsResponseCode.NXDOMAIN);
            }
            ctx.writeAndFlush(response);
        }
    }
}
