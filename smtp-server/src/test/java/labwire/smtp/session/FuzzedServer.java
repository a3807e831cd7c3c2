package labwire.smtp.session;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.store.MailStore;
import labwire.tls.SeededSecureRandom;

/** One server and one session. */
final class FuzzedServer {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final SmtpLimits LIMITS = SmtpLimits.DEFAULTS.withMaxMessageBytes(2_000);

    final MailStore store = MailStore.open(new SimulatedDisk(), Runnable::run, CLOCK);
    private final Line line;

    FuzzedServer(Role role) throws IOException {
        UserTable users = UserTable.of(List.of(new User("alice", new Secret.Plain("wonder"))));
        SmtpServices services = SmtpServices.of(
                        manner -> TestTls.server().newEngine(),
                        Runnable::run,
                        CLOCK,
                        new SessionIds(new SplittableRandom(1)))
                .withSasl(Sasl.of(users, EnumSet.allOf(Mechanism.class), SeededSecureRandom.of(1)));
        AuthMode auth = role == Role.SUBMISSION ? AuthMode.REQUIRED : AuthMode.OPTIONAL;
        line = new PlainLine(new EmbeddedChannel(new SmtpServerInitializer(
                new SessionProfile("mail.lab", role, TlsMode.STARTTLS, false, auth, true, LIMITS),
                ProxyPeers.NONE,
                services,
                store,
                new SessionRegister(1))));
    }

    List<String> answers(List<String> pieces) {
        List<String> answers = new ArrayList<>(line.answers());
        pieces.forEach(line::send);
        answers.addAll(line.answers());
        line.release();
        return answers;
    }
}
