package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;

/**
 * Whatever configuration commands are typed, of all that any feature offers: the running configuration, loaded into a
 * fresh device, is taken without a word and gives the same text.
 *
 * <p>The lines are random ways through the grammars themselves, so that a new command is tested by being there.
 */
class GrammarWalkTest {
    private static final int LINES = 60;
    private static final int SEEDS = 120;
    private final GrammarWalk walk = new GrammarWalk(1);

    @Test
    void anyRouterComesToTheSameText() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                assertComesToTheSameText(time, router(time), router(time));
            }
        }
    }

    @Test
    void anySwitchComesToTheSameText() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                assertComesToTheSameText(time, bridge(time), bridge(time));
            }
        }
    }

    private static Router router(VirtualTime time) {
        return new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE);
    }

    private static Switch bridge(VirtualTime time) {
        return new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE);
    }

    private void assertComesToTheSameText(VirtualTime time, IosDevice device, IosDevice again) {
        IosConsole session = IosImage.privileged(device);
        List<String> typed = walk.type(time, session, LINES);
        String config = IosImage.runningConfig(device);
        assertThat(config)
                .as("the lines have an effect:%n%s", String.join("\n", typed))
                .isNotEqualTo(IosImage.runningConfig(again));
        ConsoleSession startup = IosImage.startup(again);
        for (String line : config.lines().toList()) {
            String said = Transcript.run(time, startup, line);
            if (!startup.isAsking()) {
                assertThat(said)
                        .as("%s%nof%n%s%nafter%n%s", line, config, String.join("\n", typed))
                        .isEmpty();
            }
        }
        assertThat(IosImage.runningConfig(again))
                .as("after%n%s", String.join("\n", typed))
                .isEqualTo(config);
    }
}
