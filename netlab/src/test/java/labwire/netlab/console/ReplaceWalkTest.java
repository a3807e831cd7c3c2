package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;

/** {@code configure replace}: whatever is configured, the running configuration becomes the file's. */
class ReplaceWalkTest {
    private static final int LINES = 40;
    private static final int SEEDS = 15;
    private static final String REPLACE = "configure replace flash0:target.cfg force";

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);

    private Router router() {
        return new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE);
    }

    private Switch bridge() {
        return new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE);
    }

    @Test
    void anyRoutersConfigurationIsReplaced() {
        assertReplaced(this::router);
    }

    @Test
    void anySwitchesConfigurationIsReplaced() {
        assertReplaced(this::bridge);
    }

    private void assertReplaced(Supplier<IosDevice> made) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            GrammarWalk walk = new GrammarWalk(seed);
            IosDevice like = made.get();
            walk.type(time, IosImage.privileged(like), LINES);
            String target = withoutVtpDomain(IosImage.runningConfig(like));
            IosDevice device = made.get();
            List<String> typed = walk.type(time, IosImage.privileged(device), LINES);
            device.flash().write("target.cfg", target.getBytes(StandardCharsets.UTF_8));
            Transcript.run(time, IosImage.privileged(device), REPLACE);
            assertThat(withoutVtpDomain(IosImage.runningConfig(device)))
                    .as("seed %d, after%n%s", seed, String.join("\n", typed))
                    .isEqualTo(target);
        }
    }

    /** No command takes a VTP domain back. */
    private static String withoutVtpDomain(String config) {
        return config.replaceAll("(?m)^vtp domain .*\n", "").replace("!\n!\n", "!\n");
    }

    private String replaced(IosDevice device, String target) {
        device.flash().write("target.cfg", target.getBytes(StandardCharsets.UTF_8));
        return Transcript.run(time, IosImage.privileged(device), REPLACE);
    }

    @Test
    void theEntriesOfNumberedAccessListsAreInTheFilesOrder() {
        Router router = router();
        String fresh = IosImage.runningConfig(router);
        String first = "access-list 10 permit 10.0.0.1\naccess-list 10 permit 10.0.0.2\n";
        String second =
                "access-list 10 permit 10.0.0.2\naccess-list 10 deny   10.0.0.3\naccess-list 10 permit 10.0.0.1\n";
        assertThat(replaced(router, fresh.replace("!\nline con", first + "!\nline con")))
                .contains("Rollback Done");
        assertThat(IosImage.runningConfig(router)).contains(first);
        assertThat(replaced(router, fresh.replace("!\nline con", second + "!\nline con")))
                .contains("Total number of passes: 1");
        assertThat(IosImage.runningConfig(router)).contains(second);
    }

    @Test
    void nestedSectionsAreReplaced() {
        Router router = router();
        String fresh = IosImage.runningConfig(router);
        String nested = "policy-map OUT\n class VOICE\n  priority percent 10\n class class-default\n  fair-queue\n";
        String target = fresh.replaceFirst("!\ninterface", nested + "!\ninterface");
        assertThat(replaced(router, target)).contains("Total number of passes: 1", "Rollback Done");
        assertThat(IosImage.runningConfig(router)).contains(nested);
        assertThat(replaced(router, fresh)).contains("Rollback Done");
        assertThat(IosImage.runningConfig(router)).isEqualTo(fresh);
    }
}
