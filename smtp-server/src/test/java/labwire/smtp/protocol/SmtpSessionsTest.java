package labwire.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.auth.SaslExchange;
import labwire.smtp.auth.SaslStep;
import labwire.smtp.delivery.Delivery;
import labwire.smtp.delivery.DeliveryTarget;
import labwire.smtp.delivery.Provenance;
import labwire.smtp.envelope.MailAddress;
import labwire.smtp.envelope.Recipient;
import labwire.smtp.envelope.SenderOptions;
import labwire.smtp.hook.Decision;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Inquiry;
import labwire.smtp.hook.Manner;
import labwire.smtp.hook.Stage;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.reply.SmtpReply;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;
import labwire.smtp.trace.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and those they turn to: hooks that take their time, mechanisms that work elsewhere, targets without room. */
class SmtpSessionsTest {

    private static final String ENVELOPE =
            "EHLO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final List<MailEvent> events = new ArrayList<>();
    private final RecordingTarget target = new RecordingTarget();
    private final SlowHook hook = new SlowHook();
    private final SessionRegister register = new SessionRegister(10);
    private ProxyPeers proxies = ProxyPeers.NONE;

    /** Keeps what it was given, and has room when the test says so. */
    private static final class RecordingTarget implements DeliveryTarget {
        private final List<Provenance> provenances = new ArrayList<>();
        private int taken;
        private boolean hasRoom = true;
        private Runnable ready = () -> {};

        @Override
        public Delivery start(
                Provenance provenance, Optional<MailAddress> sender, SenderOptions options, Runnable whenReady) {
            provenances.add(provenance);
            ready = whenReady;
            return new Delivery() {
                @Override
                public Optional<SmtpReply> addRecipient(Recipient recipient) {
                    return Optional.empty();
                }

                @Override
                public void body(ByteBuf octets) {
                    taken += octets.readableBytes();
                }

                @Override
                public boolean isReady() {
                    return hasRoom;
                }

                @Override
                public void commit(Promise<String> receipt) {
                    receipt.setSuccess("1");
                }

                @Override
                public void abort() {
                    taken = 0;
                }
            };
        }
    }

    /** Answers at once but at one stage, where the test does. */
    private static final class SlowHook implements Hook {
        private Optional<Stage> slow = Optional.empty();
        private Decision usual = Decision.ACCEPT;
        private Promise<Decision> open = ImmediateEventExecutor.INSTANCE.newPromise();
        private final List<Inquiry> asked = new ArrayList<>();

        @Override
        public Future<Decision> decide(Inquiry inquiry, EventExecutor executor) {
            asked.add(inquiry);
            if (slow.filter(inquiry.stage()::equals).isEmpty()) {
                return executor.newSucceededFuture(usual);
            }
            open = executor.newPromise();
            return open;
        }
    }

    private EmbeddedChannel connect() {
        return connect(Sasl.NONE);
    }

    private EmbeddedChannel connect(Sasl sasl) {
        SmtpServices services = SmtpServices.of(
                        manner -> engine(),
                        tasks::add,
                        InstantSource.fixed(Instant.EPOCH),
                        new SessionIds(new SplittableRandom(1)))
                .withHook(hook)
                .withSasl(sasl)
                .withTranscripts((id, protocol, address, port) -> new Recorder())
                .withObserver(events::add);
        SmtpServerInitializer initializer = new SmtpServerInitializer(
                SessionProfile.of("mail.lab", TlsMode.STARTTLS, SmtpLimits.DEFAULTS),
                proxies,
                services,
                target,
                register);
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return peer();
            }
        };
        channel.pipeline().addLast(initializer);
        channel.pipeline().fireChannelActive();
        channels.add(channel);
        return channel;
    }

    private static SSLEngine engine() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(false);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private final class Recorder implements Transcript {
        @Override
        public void client(CharSequence line) {
            said.add("C: " + line);
        }

        @Override
        public void server(CharSequence line) {
            said.add("S: " + line);
        }

        @Override
        public void note(String fact) {
            said.add("* " + fact);
        }

        @Override
        public void end(String reason) {
            said.add("end: " + reason);
        }
    }

    private static InetSocketAddress peer() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 4_711);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void releaseChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private static String answers(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return text.toString();
    }

    @Test
    void nothingIsReadWhileAHookTakesItsTime() {
        hook.slow = Optional.of(Stage.MAIL);
        EmbeddedChannel channel = connect();
        answers(channel);
        send(channel, "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nNOOP\r\n");
        assertThat(answers(channel)).isEqualTo("250 mail.lab\r\n");
        assertThat(channel.config().isAutoRead()).isFalse();
        hook.open.setSuccess(Decision.ACCEPT);
        channel.runPendingTasks();
        assertThat(answers(channel)).isEqualTo("250 2.1.0 Sender ok\r\n250 2.0.0 Nothing done, gladly\r\n");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aHookThatFailsIsATemporaryFailure() {
        hook.slow = Optional.of(Stage.MAIL);
        EmbeddedChannel channel = connect();
        send(channel, "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\n");
        answers(channel);
        hook.open.setFailure(new IllegalStateException("no resolver"));
        channel.runPendingTasks();
        assertThat(answers(channel)).isEqualTo("451 4.3.0 This cannot be decided now\r\n");
    }

    @Test
    void aDecisionAfterTheClientIsGoneIsForNobody() {
        hook.slow = Optional.of(Stage.MAIL);
        EmbeddedChannel channel = connect();
        send(channel, "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\n");
        channel.close();
        hook.open.setSuccess(Decision.ACCEPT);
        channel.runPendingTasks();
        assertThat(target.provenances).isEmpty();
        assertThat(said).endsWith("end: the client is gone");
    }

    @Test
    void aStopDoesNotWaitForAHook() {
        hook.slow = Optional.of(Stage.MAIL);
        EmbeddedChannel channel = connect();
        send(channel, "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\n");
        answers(channel);
        register.closeAll(ImmediateEventExecutor.INSTANCE);
        channel.runPendingTasks();
        assertThat(answers(channel)).startsWith("421 4.3.2 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void everyStageIsAskedWithWhatIsKnown() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.\r\n");
        assertThat(hook.asked)
                .extracting(Inquiry::stage)
                .containsExactly(Stage.CONNECT, Stage.GREETING, Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.MESSAGE);
        Inquiry.Message last = (Inquiry.Message) hook.asked.get(5);
        assertThat(last.sizeBytes()).isEqualTo(6);
        assertThat(last.session().clientName()).isEqualTo("pc1.lab");
        assertThat(last.session().clientAddress()).isEqualTo("10.0.0.1");
        assertThat(last.address()).contains(MailAddress.of("a@example.com"));
    }

    @Test
    void repliesDripAtTheRateThatAHookSays() {
        hook.usual = new Decision.Accept(new Manner(OptionalInt.of(5), Optional.empty()));
        EmbeddedChannel channel = connect();
        String greeting = "220 mail.lab ESMTP Labwire\r\n";
        StringBuilder heard = new StringBuilder(answers(channel));
        assertThat(heard).hasToString("2");
        send(channel, "NOOP\r\n");
        for (int octets = 2; octets <= greeting.length(); octets++) {
            channel.advanceTimeBy(200, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            heard.append(answers(channel));
        }
        assertThat(heard.substring(0, greeting.length())).isEqualTo(greeting);
        assertThat(heard.length()).isLessThan(greeting.length() + 2);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theHandshakeBeginsOnceTheDripIsOver() {
        for (int octetsPerSecond : new int[] {20, 100_000}) {
            hook.usual = new Decision.Accept(new Manner(OptionalInt.of(octetsPerSecond), Optional.empty()));
            EmbeddedChannel channel = connect();
            drain(channel);
            send(channel, "STARTTLS\r\n");
            assertThat(tlsHandlers(channel)).isEqualTo(octetsPerSecond == 20 ? 0 : 1);
            assertThat(drain(channel)).isEqualTo("220 2.0.0 Ready for the TLS handshake\r\n");
            assertThat(tlsHandlers(channel)).isEqualTo(1);
        }
    }

    private static long tlsHandlers(EmbeddedChannel channel) {
        return channel.pipeline().toMap().values().stream()
                .filter(SslHandler.class::isInstance)
                .count();
    }

    private static String drain(EmbeddedChannel channel) {
        StringBuilder heard = new StringBuilder(answers(channel));
        for (int i = 0; i < 100; i++) {
            channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            heard.append(answers(channel));
        }
        return heard.toString();
    }

    @Test
    void aLastReplyDripsToItsEndBeforeTheConnectionCloses() {
        hook.usual = new Decision.Accept(new Manner(OptionalInt.of(5), Optional.empty()));
        EmbeddedChannel channel = connect();
        drain(channel);
        send(channel, "QUIT\r\n");
        assertThat(channel.isOpen()).isTrue();
        assertThat(drain(channel)).isEqualTo("221 2.0.0 mail.lab closes the connection\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void noMoreTextIsReadThanThereIsRoomFor() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE);
        target.hasRoom = false;
        send(channel, "x".repeat(1_000));
        assertThat(channel.config().isAutoRead()).isFalse();
        send(channel, "y".repeat(1_000)); // Already under way when reading stopped.
        assertThat(target.taken).isZero();
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        answers(channel);
        target.hasRoom = true;
        target.ready.run();
        channel.runPendingTasks();
        assertThat(target.taken).isEqualTo(2_000);
        send(channel, "\r\n.\r\n");
        assertThat(answers(channel)).isEqualTo("250 2.0.0 Ok, kept as 1\r\n");
    }

    @Test
    void aHeaderLineOfTenMegabytesPassesThroughAndIsNotHeld() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "Subject: ");
        String piece = "x".repeat(65_536);
        for (int i = 0; i < 160; i++) {
            send(channel, piece);
            assertThat(target.taken).isEqualTo("Subject: ".length() + (i + 1) * piece.length());
        }
        answers(channel);
        send(channel, "\r\n\r\n.\r\n");
        assertThat(answers(channel)).isEqualTo("250 2.0.0 Ok, kept as 1\r\n");
    }

    @Test
    void aTranscriptHasNoSecretsAndNoText() {
        EmbeddedChannel channel = connect(new WorkingSasl());
        send(channel, "EHLO pc1.lab\r\nAUTH X c2VjcmV0\r\n");
        tasks.remove().run();
        channel.runPendingTasks();
        send(
                channel,
                "c2VjcmV0\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nhush\r\n.\r\nQUIT\r\n");
        assertThat(said)
                .contains("C: AUTH X ***", "S: 334 bW9yZQ==", "C: ***", "S: 235 2.7.0 Authenticated")
                .contains("C: MAIL FROM:<a@example.com>", "* 9 octets of message text")
                .endsWith("C: QUIT", "S: 221 2.0.0 mail.lab closes the connection", "end: quit")
                .noneMatch(line -> line.contains("c2VjcmV0") || line.contains("hush"));
        assertThat(target.provenances.get(0).user()).contains("alice");
        assertThat(target.provenances.get(0).keyword(false)).isEqualTo("ESMTPA");
    }

    @Test
    void eventsBearTheSessionsId() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.\r\nFROB\r\nQUIT\r\n");
        String id = target.provenances.get(0).sessionId();
        assertThat(id).matches("[0-9a-z]{12}");
        assertThat(events).extracting(MailEvent::sessionId).containsOnly(id);
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("SessionOpened", "Refused", "SessionClosed");
    }

    /** Thinks elsewhere over the first response, and asks for another. */
    private static final class WorkingSasl implements Sasl {
        @Override
        public List<String> mechanisms(SaslChannel channel) {
            return List.of("X");
        }

        @Override
        public Optional<SaslExchange> begin(String mechanism, SaslChannel channel) {
            return Optional.of(new SaslExchange() {
                private boolean asked;

                @Override
                public SaslStep start() {
                    throw new AssertionError("there is an initial response");
                }

                @Override
                public SaslStep respond(byte[] response) {
                    assertThat(response).isEqualTo(Base64.getDecoder().decode("c2VjcmV0"));
                    if (asked) {
                        return new SaslStep.Success("alice");
                    }
                    asked = true;
                    return new SaslStep.Work(() -> new SaslStep.Challenge("more".getBytes(StandardCharsets.US_ASCII)));
                }
            });
        }
    }

    @Test
    void pipelinedCommandsWaitForAMechanismThatWorksElsewhere() {
        EmbeddedChannel channel = connect(new WorkingSasl());
        send(channel, "EHLO pc1.lab\r\n");
        answers(channel);
        send(channel, "AUTH X c2VjcmV0\r\nc2VjcmV0\r\nNOOP\r\n");
        assertThat(answers(channel)).isEmpty();
        tasks.remove().run();
        channel.runPendingTasks();
        assertThat(answers(channel))
                .isEqualTo("334 bW9yZQ==\r\n235 2.7.0 Authenticated\r\n250 2.0.0 Nothing done, gladly\r\n");
    }

    @Test
    void aNamedPeerSaysForWhomItConnects() {
        proxies = new ProxyPeers(List.of(peer().getAddress()));
        EmbeddedChannel channel = connect();
        assertThat(answers(channel)).isEmpty();
        send(channel, "PROXY TCP4 192.0.2.1 192.0.2.2 1234 25\r\nHELO pc1.lab\r\nMAIL FROM:<>\r\n");
        assertThat(answers(channel)).isEqualTo("220 mail.lab ESMTP Labwire\r\n250 mail.lab\r\n250 2.1.0 Sender ok\r\n");
        assertThat(target.provenances.get(0).clientAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void aHeaderMayComeOctetByOctet() {
        proxies = new ProxyPeers(List.of(peer().getAddress()));
        EmbeddedChannel channel = connect();
        String header = "PROXY TCP6 2001:db8::1 2001:db8::2 1234 25\r\n";
        for (int i = 0; i < header.length(); i++) {
            send(channel, header.substring(i, i + 1));
        }
        assertThat(answers(channel)).startsWith("220 ");
        assertThat(hook.asked.get(0).session().clientAddress()).isEqualTo("2001:db8::1");
    }

    private static ByteBuf octets(String... hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(String.join("", hex)));
    }

    @Test
    void versionTwoIsReadToo() {
        proxies = new ProxyPeers(List.of(peer().getAddress()));
        EmbeddedChannel channel = connect();
        channel.writeInbound(octets("0d0a0d0a000d0a515549540a", "2111000c", "c0000201", "c0000202", "04d2", "0019"));
        assertThat(answers(channel)).startsWith("220 ");
        assertThat(hook.asked.get(0).session().clientAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void aLocalHeaderSpeaksForThePeerItself() {
        proxies = new ProxyPeers(List.of(peer().getAddress()));
        EmbeddedChannel channel = connect();
        channel.writeInbound(octets("0d0a0d0a000d0a515549540a", "20000000"));
        assertThat(answers(channel)).startsWith("220 ");
        assertThat(hook.asked.get(0).session().clientAddress()).isEqualTo("10.0.0.1");
    }

    @Test
    void aNamedPeerWithoutAHeaderIsDropped() {
        proxies = new ProxyPeers(List.of(peer().getAddress()));
        EmbeddedChannel silent = connect();
        silent.advanceTimeBy(5, TimeUnit.SECONDS);
        silent.runScheduledPendingTasks();
        assertThat(silent.isOpen()).isFalse();
        EmbeddedChannel wrong = connect();
        send(wrong, "EHLO pc1.lab and far more than the start of a header\r\n");
        assertThat(answers(wrong)).isEmpty();
        assertThat(wrong.isOpen()).isFalse();
        EmbeddedChannel endless = connect();
        send(endless, "PROXY " + "x".repeat(500));
        assertThat(endless.isOpen()).isFalse();
        assertThat(register.size()).isZero();
    }
}
