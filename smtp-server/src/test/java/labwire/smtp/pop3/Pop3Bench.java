package labwire.smtp.pop3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import labwire.smtp.auth.AnyUser;
import labwire.smtp.auth.Apop;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.auth.Users;
import labwire.smtp.hook.Hook;
import labwire.smtp.hook.Manner;
import labwire.smtp.mailbox.MailboxStore;
import labwire.smtp.observe.MailEvent;
import labwire.smtp.observe.MailObserver;
import labwire.smtp.observe.MailObservers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.session.SessionIds;
import labwire.smtp.session.TlsMode;
import labwire.smtp.trace.Transcript;
import labwire.tls.SeededSecureRandom;

/** A POP3 server on embedded channels: alice and bob by "wonder land", mailboxes in memory, nothing on other threads. */
final class Pop3Bench {

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
    private final MaildropLocks locks = new MaildropLocks();
    private final List<MailEvent> events = new ArrayList<>();
    private final StringBuilder transcript = new StringBuilder();
    private final SessionRegister register = new SessionRegister(3);
    private MailboxStore store = mailboxes;
    private Users users = UserTable.of(List.of(
            new User("alice", new Secret.Plain("wonder land")), new User("bob", new Secret.Plain("wonder land"))));
    private boolean plaintext = true;
    private Pop3Limits limits = Pop3Limits.DEFAULTS;
    private Executor diskWork = Runnable::run;
    private Hook hook = Hook.NONE;
    private Function<Manner, SSLEngine> engines = manner -> {
        throw new AssertionError("no handshake was to begin");
    };
    private MailObserver observer = MailObserver.NONE;
    private long sessions;

    Pop3Bench withLimits(Pop3Limits other) {
        limits = other;
        return this;
    }

    Pop3Bench withAnybody() {
        users = new AnyUser();
        return this;
    }

    Pop3Bench withoutPlaintext() {
        plaintext = false;
        return this;
    }

    Pop3Bench withDiskWork(Executor executor) {
        diskWork = executor;
        return this;
    }

    Pop3Bench withHook(Hook other) {
        hook = other;
        return this;
    }

    /** Beside the events. */
    Pop3Bench withObserver(MailObserver other) {
        observer = other;
        return this;
    }

    Pop3Bench withTls(Function<Manner, SSLEngine> other) {
        engines = other;
        return this;
    }

    Pop3Bench withStore(MailboxStore other) {
        store = other;
        return this;
    }

    MemoryMailboxes mailboxes() {
        return mailboxes;
    }

    SessionRegister register() {
        return register;
    }

    List<MailEvent> events() {
        return events;
    }

    String transcript() {
        return transcript.toString();
    }

    EmbeddedChannel connect() {
        return connect(TlsMode.NONE);
    }

    EmbeddedChannel connect(TlsMode mode) {
        Pop3Services services = new Pop3Services(
                store,
                Sasl.of(users, SeededSecureRandom.of(1)),
                Optional.of(new Apop(users, SeededSecureRandom.of(2))),
                hook,
                diskWork,
                Runnable::run,
                new SessionIds(() -> ++sessions),
                (sessionId, protocol, clientAddress, serverPort) -> new Recorded(),
                MailObservers.all(List.of(events::add, observer)));
        Pop3Profile profile = new Pop3Profile("mail.lab", limits, plaintext, mode);
        return new EmbeddedChannel(new Pop3Initializer(profile, engines, services, locks, register));
    }

    static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    static String answers(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return text.toString();
    }

    private final class Recorded implements Transcript {
        @Override
        public void client(CharSequence line) {
            transcript.append("C: ").append(line).append('\n');
        }

        @Override
        public void server(CharSequence line) {
            transcript.append("S: ").append(line).append('\n');
        }

        @Override
        public void note(String fact) {
            transcript.append("(").append(fact).append(")\n");
        }

        @Override
        public void end(String reason) {
            transcript.append("end: ").append(reason).append('\n');
        }
    }
}
