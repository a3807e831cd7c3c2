package labwire.smtp.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import labwire.smtp.mailbox.MailboxMessage;
import labwire.smtp.mailbox.MailboxStore;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.session.TlsMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does beside its dialogue: time-outs, limits, locks, disk work, memory. */
class Pop3ConnectionTest {

    private static final String LOGIN = "USER alice\r\nPASS wonder land\r\n";

    private final ArrayDeque<Runnable> diskWork = new ArrayDeque<>();
    private final Pop3Bench bench = new Pop3Bench();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private EmbeddedChannel connect() {
        return connect(TlsMode.NONE);
    }

    private EmbeddedChannel connect(TlsMode mode) {
        EmbeddedChannel channel = bench.connect(mode);
        channels.add(channel);
        Pop3Bench.answers(channel);
        return channel;
    }

    @AfterEach
    void releaseChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private void mail(String text) {
        bench.mailboxes().add("alice", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String say(EmbeddedChannel channel, String text) {
        Pop3Bench.send(channel, text);
        return Pop3Bench.answers(channel);
    }

    private void doDiskWork(EmbeddedChannel channel) {
        for (Runnable task = diskWork.poll(); task != null; task = diskWork.poll()) {
            task.run();
            channel.runPendingTasks();
        }
    }

    private static void advance(EmbeddedChannel channel, long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void anIdleClientIsDroppedWithoutAWordAndNothingIsDeleted() {
        mail("text");
        EmbeddedChannel channel = connect();
        say(channel, LOGIN + "DELE 1\r\n");
        advance(channel, 599);
        assertThat(channel.isOpen()).isTrue();
        say(channel, "NOO");
        advance(channel, 1);
        assertThat(Pop3Bench.answers(channel)).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        assertThat(bench.mailboxes().uids("alice")).containsExactly("uid1");
        assertThat(bench.transcript()).endsWith("end: the client was idle\n");
        assertThat(say(connect(), LOGIN)).as("the lock is gone").contains("+OK 1 messages");
    }

    @Test
    void whatIsPipelinedAfterStlsEndsTheSession() {
        EmbeddedChannel channel = connect(TlsMode.STARTTLS);
        assertThat(say(channel, "CAPA\r\n")).contains("\r\nSTLS\r\n");
        assertThat(say(channel, "STLS\r\nUSER alice\r\n"))
                .isEqualTo("-ERR Nothing may follow STLS before the handshake\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneSessionAtATimeHasAMailbox() {
        mail("text");
        EmbeddedChannel first = connect();
        EmbeddedChannel second = connect();
        assertThat(say(first, LOGIN)).endsWith("+OK 1 messages (4 octets)\r\n");
        assertThat(say(second, LOGIN)).endsWith("-ERR [IN-USE] Another session has the mailbox open\r\n");
        assertThat(say(second, "USER bob\r\nPASS wonder land\r\n")).endsWith("+OK 0 messages (0 octets)\r\n");
        say(first, "QUIT\r\n");
        EmbeddedChannel third = connect();
        assertThat(say(third, LOGIN)).endsWith("+OK 1 messages (4 octets)\r\n");
        assertThat(third.close().isSuccess()).isTrue();
        assertThat(say(connect(), LOGIN)).endsWith("+OK 1 messages (4 octets)\r\n");
    }

    @Test
    void oneSessionTooManyIsToldSo() {
        for (int i = 0; i < 3; i++) {
            connect();
        }
        EmbeddedChannel fourth = bench.connect();
        channels.add(fourth);
        assertThat(Pop3Bench.answers(fourth)).isEqualTo("-ERR [SYS/TEMP] Too many sessions\r\n");
        assertThat(fourth.isOpen()).isFalse();
        assertThat(bench.register().size()).isEqualTo(3);
    }

    @Test
    void nothingIsReadWhileTheDiskIsAtWork() {
        bench.withDiskWork(diskWork::add);
        mail("text\r\n");
        EmbeddedChannel channel = connect();
        assertThat(say(channel, LOGIN + "RETR 1\r\nNOOP\r\n")).isEqualTo("+OK Now the password\r\n");
        assertThat(channel.config().isAutoRead()).isFalse();
        doDiskWork(channel);
        assertThat(Pop3Bench.answers(channel))
                .isEqualTo("+OK 1 messages (6 octets)\r\n+OK 6 octets\r\ntext\r\n.\r\n+OK Nothing done, gladly\r\n");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aMailboxThatCannotBeReadIsSaidToBeSo() {
        mail("text");
        EmbeddedChannel open = connect();
        say(open, LOGIN + "DELE 1\r\nRSET\r\n");
        bench.mailboxes().takeAway();
        assertThat(say(open, "RETR 1\r\n")).isEqualTo("-ERR [SYS/TEMP] The message cannot be read\r\n");
        say(open, "DELE 1\r\n");
        assertThat(say(open, "QUIT\r\n"))
                .isEqualTo("-ERR [SYS/TEMP] The marked messages may not all have been deleted\r\n");
        assertThat(open.isOpen()).isFalse();
        EmbeddedChannel other = connect();
        assertThat(say(other, LOGIN)).endsWith("-ERR [SYS/TEMP] The mailbox cannot be read\r\n");
        assertThat(say(other, LOGIN)).as("not locked").endsWith("-ERR [SYS/TEMP] The mailbox cannot be read\r\n");
    }

    @Test
    void anExecutorThatTakesNoMoreIsTemporaryToo() {
        mail("text");
        bench.withDiskWork(task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertThat(say(connect(), LOGIN)).endsWith("-ERR [SYS/TEMP] The mailbox cannot be read\r\n");
    }

    @Test
    void aMessageThatIsGoneIsSaidToBeSo() throws IOException {
        mail("text");
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        bench.mailboxes().delete("alice", List.of("uid1"));
        assertThat(say(channel, "RETR 1\r\nNOOP\r\n"))
                .isEqualTo("-ERR The message is gone\r\n+OK Nothing done, gladly\r\n");
        assertThat(say(channel, "DELE 1\r\nQUIT\r\n")).endsWith("+OK 0 messages left\r\n");
    }

    @Test
    void deletionGoesOnIfTheClientDoesNotWaitForIt() {
        bench.withDiskWork(diskWork::add);
        mail("text");
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        doDiskWork(channel);
        say(channel, "DELE 1\r\nQUIT\r\n");
        assertThat(channel.close().isSuccess()).isTrue();
        EmbeddedChannel other = connect();
        assertThat(say(other, LOGIN)).as("until it is done").contains("[IN-USE]");
        assertThat(bench.register().size()).isEqualTo(2);
        doDiskWork(channel);
        assertThat(bench.mailboxes().uids("alice")).isEmpty();
        assertThat(bench.register().size()).isEqualTo(1);
        assertThat(bench.events()).contains(new MailEvent.Deleted("100000000000", "alice", 1));
    }

    @Test
    void aShutdownEndsSessionsAndLetsADeletionEnd() {
        bench.withDiskWork(diskWork::add);
        mail("text");
        EmbeddedChannel deleting = connect();
        say(deleting, LOGIN);
        doDiskWork(deleting);
        say(deleting, "DELE 1\r\nQUIT\r\n");
        EmbeddedChannel idle = connect();
        Future<Void> closed = bench.register().closeAll(ImmediateEventExecutor.INSTANCE);
        idle.runPendingTasks();
        deleting.runPendingTasks();
        assertThat(Pop3Bench.answers(idle)).isEqualTo("-ERR [SYS/TEMP] The server is shutting down\r\n");
        assertThat(closed.isDone()).isFalse();
        doDiskWork(deleting);
        assertThat(Pop3Bench.answers(deleting)).isEqualTo("+OK 0 messages left\r\n");
        assertThat(closed.isSuccess()).isTrue();
    }

    @Test
    void aClientThatShutsItsSideStillGetsItsAnswers() {
        bench.withDiskWork(diskWork::add);
        mail("text\r\n");
        EmbeddedChannel channel = connect();
        say(channel, LOGIN + "RETR 1\r\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(channel.isOpen()).isTrue();
        doDiskWork(channel);
        assertThat(Pop3Bench.answers(channel)).endsWith("\r\ntext\r\n.\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aLargeMessageIsReadOnlyAsTheClientTakesIt() {
        int octets = 8 * 1024 * 1024;
        EndlessMailboxes large = new EndlessMailboxes(octets);
        bench.withStore(large).withDiskWork(diskWork::add);
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        doDiskWork(channel);
        Pop3Bench.answers(channel);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        Pop3Bench.send(channel, "RETR 1\r\n");
        doDiskWork(channel);
        assertThat(large.read).as("before the client takes anything").isZero();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        doDiskWork(channel);
        long sent = 0;
        long most = 0;
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            sent += piece.readableBytes();
            most = Math.max(most, piece.capacity());
            piece.release();
        }
        assertThat(sent).isEqualTo(("+OK " + octets + " octets\r\n").length() + octets + ".\r\n".length());
        assertThat(most).isLessThanOrEqualTo(2 * MessageStream.PIECE_OCTETS);
        assertThat(large.closed).isTrue();
    }

    @Test
    void aClientThatTakesNothingIsDropped() {
        EndlessMailboxes large = new EndlessMailboxes(1_000_000);
        bench.withStore(large);
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        bench.withDiskWork(diskWork::add);
        Pop3Bench.send(channel, "LIST\r\nRETR 1\r\n");
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        advance(channel, 600);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aMessageThatCannotBeReadToItsEndDoesNotLookLikeOneThatEnded() {
        EndlessMailboxes broken = new EndlessMailboxes(1_000_000);
        broken.breaksAt = 100_000;
        bench.withStore(broken);
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        String answer = say(channel, "RETR 1\r\n");
        assertThat(answer).startsWith("+OK 1000000 octets\r\n").doesNotEndWith(".\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(bench.transcript()).endsWith("end: a message could not be read to its end\n");
    }

    @Test
    void aLongListingComesInPieces() {
        for (int i = 0; i < 5_000; i++) {
            mail("x");
        }
        EmbeddedChannel channel = connect();
        say(channel, LOGIN);
        Pop3Bench.send(channel, "UIDL\r\n");
        int pieces = 0;
        int lines = 0;
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            pieces++;
            lines += (int) piece.toString(StandardCharsets.US_ASCII).lines().count();
            assertThat(piece.readableBytes()).isLessThan(9_000);
            piece.release();
        }
        assertThat(pieces).isGreaterThan(5);
        assertThat(lines).isGreaterThanOrEqualTo(5_002);
    }

    @Test
    void theTranscriptShowsNoSecretAndTheEventsTellTheStory() {
        mail("text\r\n");
        EmbeddedChannel channel = connect();
        say(channel, "USER alice\r\nPASS wrong one\r\nAUTH PLAIN\r\nAGFsaWNlAHdyb25n\r\n");
        say(channel, "auth login YWxpY2U=\r\n*\r\n" + LOGIN + "RETR 1\r\nQUIT\r\n");
        assertThat(bench.transcript()).isEqualTo("""
                S: +OK mail.lab POP3 Labwire ready %s
                C: USER alice
                S: +OK Now the password
                C: PASS ***
                S: -ERR [AUTH] Name or password is wrong
                C: AUTH PLAIN
                S: +\s
                C: ***
                S: -ERR [AUTH] Name or password is wrong
                C: auth login ***
                S: + UGFzc3dvcmQ6
                C: *
                S: -ERR Given up
                C: USER alice
                S: +OK Now the password
                C: PASS ***
                S: +OK 1 messages (6 octets)
                C: RETR 1
                S: +OK 6 octets
                (9 octets sent)
                C: QUIT
                S: +OK mail.lab closes the connection
                end: +OK mail.lab closes the connection
                """.formatted(
                        bench.transcript().lines().findFirst().orElseThrow().split("ready ")[1]));
        assertThat(bench.events().stream().map(event -> event.toString().replaceAll("PT[0-9.]+S", "PT0S")))
                .containsExactly(
                        "SessionOpened[sessionId=100000000000, protocol=pop3, clientAddress=0.0.0.0, serverPort=0]",
                        "AuthenticationFailed[sessionId=100000000000, protocol=pop3, mechanism=USER,"
                                + " reason=wrong password for alice]",
                        "AuthenticationFailed[sessionId=100000000000, protocol=pop3, mechanism=PLAIN,"
                                + " reason=wrong password for alice]",
                        "Authenticated[sessionId=100000000000, protocol=pop3, mechanism=USER, user=alice]",
                        "SessionClosed[sessionId=100000000000, protocol=pop3, reason=+OK mail.lab closes the connection,"
                                + " lasted=PT0S]");
    }

    /** One message of lines of x in every mailbox, made as it is read; its disk may break. */
    private static final class EndlessMailboxes implements MailboxStore {
        private final int octets;
        private int breaksAt = Integer.MAX_VALUE;
        private long read;
        private boolean closed;

        EndlessMailboxes(int octets) {
            this.octets = octets;
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public List<MailboxMessage> list(String mailbox) {
            return List.of(new MailboxMessage("uid1", octets));
        }

        @Override
        public Optional<InputStream> read(String mailbox, String uid) {
            return Optional.of(new InputStream() {
                @Override
                public int read() {
                    throw new AssertionError("octet by octet");
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    if (read > breaksAt) {
                        throw new IOException("the disk broke");
                    }
                    if (length == 0) {
                        return 0;
                    }
                    int given = (int) Math.min(length, octets - read);
                    Arrays.fill(into, offset, offset + given, (byte) 'x');
                    read += given;
                    if (given > 1 && read == octets) {
                        into[offset + given - 2] = '\r';
                        into[offset + given - 1] = '\n';
                    }
                    return given == 0 ? -1 : given;
                }

                @Override
                public void close() {
                    closed = true;
                }
            });
        }

        @Override
        public void delete(String mailbox, Collection<String> uids) {
            throw new AssertionError("nothing was to be deleted");
        }
    }
}
