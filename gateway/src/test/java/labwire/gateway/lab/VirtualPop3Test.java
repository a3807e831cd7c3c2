package labwire.gateway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.device.Host;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.Test;

/** Mail read by POP3S from another host of the shipped lab, in virtual time. */
class VirtualPop3Test {
    private static final Path LAB = Path.of("../config/lab.yaml");
    private static final int POP3S_PORT = 995;
    private static final String MAILBOX = "recipient@mail.labwire.test";

    /** Says its lines, each once the answer to the one before has begun; ends when the server closes the connection. */
    private static final class Client extends SimpleChannelInboundHandler<String> {
        private final ArrayDeque<String> lines;
        private final List<String> heard = new ArrayList<>();
        private final Promise<List<String>> done;

        Client(List<String> lines, Promise<List<String>> done) {
            this.lines = new ArrayDeque<>(lines);
            this.done = done;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            heard.add(line);
            boolean answer = line.startsWith("+OK") || line.startsWith("-ERR");
            if (answer && !lines.isEmpty()) {
                var unused = context.writeAndFlush(lines.remove() + "\r\n");
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            done.trySuccess(heard);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            done.tryFailure(cause);
        }
    }

    private static List<String> talk(VirtualLab lab, String... lines) {
        Host from = lab.lab().host("pc1").orElseThrow();
        Promise<List<String>> done = from.loop().newPromise();
        Future<Void> connected = from.bootstrap()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new SslHandler(
                                        lab.clientTls("pc1").newEngine("mail", POP3S_PORT), Runnable::run))
                                .addLast(new LineBasedFrameDecoder(1_000))
                                .addLast(new StringDecoder(StandardCharsets.US_ASCII))
                                .addLast(new StringEncoder(StandardCharsets.US_ASCII))
                                .addLast(new Client(List.of(lines), done));
                    }
                })
                .connect(InetSocketAddress.createUnresolved("mail", POP3S_PORT));
        connected.addListener(over -> {
            if (!over.isSuccess()) {
                done.tryFailure(over.cause());
            }
        });
        return lab.await(done);
    }

    private static List<String> run(long seed) throws IOException {
        List<String> heard = new ArrayList<>();
        try (VirtualLab lab = VirtualLab.start(LAB, seed)) {
            lab.time().runFor(Duration.ofSeconds(2));
            assertThat(lab.await(MailBurst.start(lab, "pc2", "mail", 3, TlsMode.STARTTLS)))
                    .isEqualTo(new MailBurst.Report(3, 0));
            lab.time().runFor(Duration.ofSeconds(5));
            heard.addAll(
                    talk(lab, "USER " + MAILBOX, "PASS any", "STAT", "UIDL", "RETR 1", "DELE 1", "DELE 2", "QUIT"));
            heard.addAll(talk(lab, "USER " + MAILBOX, "PASS any", "STAT", "QUIT"));
        }
        return heard;
    }

    @Test
    void mailIsReadAndDeletedAcrossTheLabAndTheSameSeedGivesTheSameAnswers() throws IOException {
        List<String> first = run(1);
        assertThat(first)
                .anyMatch(line -> line.startsWith("+OK 3 messages"))
                .anyMatch(line -> line.startsWith("Subject: message "))
                .contains("+OK 1 messages left")
                .anyMatch(line -> line.startsWith("+OK 1 messages ("));
        assertThat(run(1)).isEqualTo(first);
    }
}
