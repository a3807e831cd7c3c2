package labwire.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.SessionProfile;
import labwire.smtp.session.SmtpLimits;
import labwire.smtp.session.TlsMode;
import labwire.smtp.store.MailStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does besides its dialogue: time-outs, back-pressure, limits, endings. */
class SmtpConnectionTest {

    private static final String ENVELOPE =
            "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";

    /** Disk work that is done when the test says so. */
    private final ArrayDeque<Runnable> diskWork = new ArrayDeque<>();

    private final SimulatedDisk disk = new SimulatedDisk();
    private final MailStore store = MailStore.open(disk, diskWork::add, InstantSource.fixed(Instant.EPOCH));
    private final SessionRegister register = new SessionRegister(2);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    SmtpConnectionTest() throws IOException {
        doDiskWork();
    }

    private void doDiskWork() {
        for (Runnable task = diskWork.poll(); task != null; task = diskWork.poll()) {
            task.run();
        }
    }

    private EmbeddedChannel connect() {
        return connect(store, register);
    }

    private EmbeddedChannel connect(MailStore target, SessionRegister sessions) {
        EmbeddedChannel channel = new EmbeddedChannel(new SmtpServerInitializer(
                SessionProfile.of("mail.lab", TlsMode.STARTTLS, SmtpLimits.DEFAULTS),
                ProxyPeers.NONE,
                SmtpServices.of(
                        manner -> noEngine(),
                        Runnable::run,
                        InstantSource.fixed(Instant.EPOCH),
                        new SessionIds(new SplittableRandom(1))),
                target,
                sessions));
        channels.add(channel);
        return channel;
    }

    @AfterEach
    void releaseChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private static SSLEngine noEngine() {
        throw new AssertionError("no handshake was to begin");
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
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
    void anIdleClientIsToldAndDropped() {
        EmbeddedChannel channel = connect();
        answers(channel);
        advance(channel, 299);
        assertThat(answers(channel)).isEmpty();
        advance(channel, 1);
        assertThat(answers(channel)).isEqualTo("421 4.4.2 mail.lab waited too long, closing\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aCommandMustBeWholeInTimeHoweverItDrips() {
        EmbeddedChannel channel = connect();
        answers(channel);
        for (int minute = 0; minute < 5; minute++) {
            send(channel, "x");
            advance(channel, 60);
        }
        assertThat(answers(channel)).startsWith("421 4.4.2 ");
    }

    @Test
    void eachCommandAndEachPieceOfAMessageGivesTimeAnew() {
        EmbeddedChannel channel = connect();
        advance(channel, 299);
        send(channel, ENVELOPE);
        advance(channel, 179);
        send(channel, "text\r\n");
        advance(channel, 179);
        answers(channel);
        advance(channel, 1);
        assertThat(answers(channel)).startsWith("421 4.4.2 ");
        assertThat(store.list(1)).isEmpty();
    }

    private static void advance(EmbeddedChannel channel, long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void theReceiptComesOnlyOnceTheMessageWouldSurviveACrash() throws IOException {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.\r\n");
        assertThat(answers(channel)).endsWith("354 Send the message, then a line with a dot alone\r\n");
        doDiskWork();
        channel.runPendingTasks();
        assertThat(answers(channel)).startsWith("250 2.0.0 Ok, kept as ");
        disk.crash();
        MailStore recovered = MailStore.open(disk, Runnable::run, InstantSource.fixed(Instant.EPOCH));
        assertThat(recovered.list(10)).hasSize(1);
    }

    @Test
    void nothingIsReadWhileAMessageIsBeingKept() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.\r\nNOOP\r\n");
        answers(channel);
        assertThat(channel.config().isAutoRead()).isFalse();
        doDiskWork();
        channel.runPendingTasks();
        assertThat(answers(channel))
                .startsWith("250 2.0.0 Ok, kept as ")
                .endsWith("250 2.0.0 Nothing done, gladly\r\n");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void nothingIsReadWhileTheClientDoesNotReadItsReplies() {
        EmbeddedChannel channel = connect();
        answers(channel);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        send(channel, "NOOP\r\nNOOP\r\n");
        assertThat(answers(channel)).isEmpty();
        assertThat(channel.config().isAutoRead()).isFalse();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(answers(channel).lines()).hasSize(2);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void oneSessionTooManyIsToldSo() {
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();
        EmbeddedChannel third = connect();
        assertThat(answers(third)).isEqualTo("421 4.3.2 mail.lab has too many sessions, try later\r\n");
        assertThat(third.isOpen()).isFalse();
        assertThat(first.close().isSuccess()).isTrue();
        assertThat(answers(connect())).startsWith("220 ");
        assertThat(second.isOpen()).isTrue();
        assertThat(register.size()).isEqualTo(2);
    }

    @Test
    void aShutdownEndsSessionsButLetsAMessageGetItsReceipt() {
        EmbeddedChannel idle = connect();
        EmbeddedChannel keeping = connect();
        answers(idle);
        send(keeping, ENVELOPE + "text\r\n.\r\n");
        answers(keeping);
        Future<Void> closed = register.closeAll(ImmediateEventExecutor.INSTANCE);
        idle.runPendingTasks();
        keeping.runPendingTasks();
        assertThat(answers(idle)).isEqualTo("421 4.3.2 mail.lab is shutting down, try later\r\n");
        assertThat(idle.isOpen()).isFalse();
        assertThat(keeping.isOpen()).isTrue();
        assertThat(closed.isDone()).isFalse();
        doDiskWork();
        keeping.runPendingTasks();
        assertThat(answers(keeping)).startsWith("250 ").endsWith("421 4.3.2 mail.lab is shutting down, try later\r\n");
        assertThat(keeping.isOpen()).isFalse();
        assertThat(closed.isSuccess()).isTrue();
        assertThat(answers(connect())).startsWith("421 4.3.2 mail.lab is shutting down");
    }

    @Test
    void aClientThatShutsItsSideStillGetsItsAnswers() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.\r\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        answers(channel);
        assertThat(channel.isOpen()).isTrue();
        doDiskWork();
        channel.runPendingTasks();
        assertThat(answers(channel)).startsWith("250 2.0.0 Ok, kept as ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aMessageWithoutAnEndIsNotKept() {
        EmbeddedChannel channel = connect();
        send(channel, ENVELOPE + "text\r\n.");
        assertThat(channel.close().isSuccess()).isTrue();
        doDiskWork();
        assertThat(store.list(10)).isEmpty();
        assertThat(register.size()).isZero();
    }

    @Test
    void whatIsPipelinedAfterStartTlsEndsTheSession() {
        EmbeddedChannel channel = connect();
        answers(channel);
        send(channel, "EHLO pc1.lab\r\nSTARTTLS\r\nMAIL FROM:<evil@example.com>\r\n");
        assertThat(answers(channel))
                .contains("250-STARTTLS")
                .endsWith("421 4.7.0 mail.lab takes nothing after STARTTLS before the handshake, closing\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aDiskThatIsAwayIsAnsweredWith451AndAFullOneWith452() throws IOException {
        EmbeddedChannel channel = connect();
        disk.takeAway();
        send(channel, ENVELOPE + "text\r\n.\r\n");
        answers(channel);
        doDiskWork();
        channel.runPendingTasks();
        assertThat(answers(channel)).isEqualTo("451 4.3.0 The message cannot be kept now\r\n");

        MailStore full = MailStore.open(new SimulatedDisk(10), diskWork::add, InstantSource.fixed(Instant.EPOCH));
        EmbeddedChannel other = connect(full, new SessionRegister(1));
        send(other, ENVELOPE + "text\r\n.\r\n");
        answers(other);
        doDiskWork();
        other.runPendingTasks();
        send(other, "NOOP\r\n");
        assertThat(answers(other))
                .isEqualTo("452 4.3.1 No room for the message now\r\n250 2.0.0 Nothing done, gladly\r\n");
    }
}
