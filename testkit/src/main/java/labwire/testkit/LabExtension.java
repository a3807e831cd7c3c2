package labwire.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import labwire.gateway.lab.MailService;
import labwire.gateway.lab.VirtualLab;
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
    private static final int MAX_MESSAGES = 100_000;

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
        MailService server = lab().services()
                .mailOn(host)
                .orElseThrow(
                        () -> new IllegalArgumentException("host: " + host + " (expected: one with a mail server)"));
        if (!lab().time().runUntil(() -> server.store().list(MAX_MESSAGES).size() >= count, limit)) {
            throw new AssertionError("messages at " + host + " after " + limit + ": "
                    + server.store().list(MAX_MESSAGES).size() + " (expected: " + count + ")");
        }
        return server.store().list(MAX_MESSAGES);
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
