package labwire.testkit;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import labwire.dash.player.Player;
import labwire.dash.report.SessionRecorder;
import labwire.dash.report.SessionReport;
import labwire.gateway.lab.VirtualLab;
import labwire.gateway.mail.MailFilter;
import labwire.gateway.play.PlaySettings;
import labwire.smtp.MailSystem;
import labwire.smtp.store.MailSummary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Builds a lab in virtual time before each test and ends it after.
 *
 * <pre>
 * &#64;RegisterExtension
 * final LabExtension lab = LabExtension.of(Path.of("config/lab.yaml")).withSeed(7);
 *
 * &#64;Test
 * void pings() {
 *     assertThat(lab.lab().exec("pc1", "ping -c 1 mail").output()).contains("1 received");
 * }
 * </pre>
 */
public final class LabExtension implements BeforeEachCallback, AfterEachCallback {
    private final Path labFile;
    private final long seed;
    private @Nullable VirtualLab lab;

    private LabExtension(Path labFile, long seed) {
        this.labFile = labFile;
        this.seed = seed;
    }

    /** A lab of this file, with seed 1. */
    public static LabExtension of(Path labFile) {
        return new LabExtension(labFile, 1);
    }

    public LabExtension withSeed(long newSeed) {
        return new LabExtension(labFile, newSeed);
    }

    /** The test's lab. */
    public VirtualLab lab() {
        if (lab == null) {
            throw new IllegalStateException("no lab (expected: a call from a test, with this extension registered)");
        }
        return lab;
    }

    /**
     * Runs the lab until a mail server has taken so many messages.
     *
     * @param host the server's
     * @return its messages, oldest first
     * @throws AssertionError if there are fewer at {@code limit} from now
     */
    public List<MailSummary> awaitMail(String host, int count, Duration limit) {
        MailSystem system = mail(host);
        if (!lab().time()
                .runUntil(() -> system.store().list(ReceivedMails.MAX_MESSAGES).size() >= count, limit)) {
            throw new AssertionError("messages at " + host + " after " + limit + ": "
                    + system.store().list(ReceivedMails.MAX_MESSAGES).size() + " (expected: " + count + ")");
        }
        return system.store().list(ReceivedMails.MAX_MESSAGES);
    }

    /**
     * Runs the lab until a mail server has a message that fits; one that is there already counts too.
     *
     * @param host the server's
     * @throws AssertionError if there is none at {@code limit} from now
     */
    public ReceivedMail awaitMail(String host, MailFilter wanted, Duration limit) {
        MailSystem system = mail(host);
        Future<MailSummary> coming =
                system.store().await(wanted::matches, lab().time().loop());
        if (!lab().time().runUntil(coming::isDone, limit)) {
            coming.cancel(false);
            throw new AssertionError(
                    "no such message at " + host + " after " + limit + "; there are " + messages(host));
        }
        return ReceivedMails.read(system, coming.getNow());
    }

    /** What has arrived at a mail server, oldest first. */
    public List<ReceivedMail> messages(String host) {
        return ReceivedMails.of(mail(host), MailFilter.ANY);
    }

    /**
     * The only message at a mail server for an address, or for those of a pattern.
     *
     * @throws AssertionError if there are none or several
     */
    public ReceivedMail single(String host, String to) {
        return ReceivedMails.single(mail(host), MailFilter.to(to), to + " at " + host);
    }

    /**
     * The mail server on a host: its faults, queue, transcripts, metrics.
     *
     * @throws IllegalArgumentException if there is none
     */
    public MailSystem mail(String host) {
        return lab().services()
                .mailOn(host)
                .orElseThrow(
                        () -> new IllegalArgumentException("host: " + host + " (expected: one with a mail server)"))
                .system();
    }

    /**
     * Plays on a host to the end, which takes as much of the lab's time as it takes.
     *
     * @param host the player's
     * @return what came of it
     * @throws AssertionError if it goes on at {@code limit} from now
     */
    public SessionReport play(String host, PlaySettings settings, Duration limit) {
        SessionRecorder recorder = new SessionRecorder();
        Player player = lab().play(host, settings, recorder);
        if (!lab().time().runUntil(player.ended()::isDone, limit)) {
            player.stop();
            throw new AssertionError("playback on " + host + " goes on after " + limit + " (expected: its end)");
        }
        return recorder.report();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lab = VirtualLab.start(labFile, seed);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (lab != null) {
            lab.close();
            lab = null;
        }
    }
}
