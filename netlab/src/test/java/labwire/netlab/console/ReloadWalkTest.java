package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.GraphNode.Edge;
import labwire.netlab.console.ios.ConfigLoad;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.Reload;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.Test;

/**
 * A device that was configured at random, saved, configured further and reloaded is as one that was made at that instant
 * and started from what was saved: in its configuration, and in what every {@code show} command says.
 */
class ReloadWalkTest {
    private static final int LINES = 40;
    private static final int SEEDS = 12;
    /** Of files, which survive a reload, with the time at which each was made. */
    private static final String FILES = "show flash";

    private final List<String> differences = new ArrayList<>();

    @Test
    void aReloadedRouterIsAsAFreshOne() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                run(time, seed, () -> new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aReloadedSwitchIsAsAFreshOne() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (VirtualTime time = VirtualTime.startingAt(Instant.EPOCH)) {
                run(time, seed, () -> new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE));
            }
        }
        assertThat(differences).isEmpty();
    }

    private void run(VirtualTime time, int seed, Supplier<IosDevice> made) {
        GrammarWalk walk = new GrammarWalk(seed);
        IosDevice device = made.get();
        List<String> typed = walk.type(time, IosImage.privileged(device), LINES);
        Transcript.run(time, IosImage.privileged(device), "write memory");
        typed.add("write memory");
        String saved = device.nvram().startupConfig().orElseThrow().text();
        typed.addAll(walk.type(time, IosImage.privileged(device), LINES));
        time.runFor(Duration.ofSeconds(20));

        Reload.begin(device, IosImage.of(device));
        time.runFor(Reload.BOOT_TIME);
        IosDevice fresh = made.get();
        fresh.nvram().save(saved);
        Reload.started(
                fresh,
                IosImage.of(fresh),
                ConfigLoad.run(IosImage.startup(fresh), saved.lines().toList()));
        time.runFor(Duration.ofSeconds(30));
        for (String command : showCommands(IosImage.privileged(device))) {
            if (!command.startsWith(FILES)) {
                compare(seed, command, said(time, device, command), said(time, fresh, command));
            }
        }
    }

    private void compare(int seed, String command, String reloaded, String fresh) {
        List<String> wrong = new ArrayList<>(reloaded.lines().toList());
        List<String> right = fresh.lines().toList();
        if (!wrong.equals(right)) {
            wrong.removeAll(right);
            List<String> missing = new ArrayList<>(right);
            missing.removeAll(reloaded.lines().toList());
            differences.add("seed %d: %s: %s instead of %s".formatted(seed, command, wrong, missing));
        }
    }

    private static String said(VirtualTime time, IosDevice device, String command) {
        return Transcript.run(time, IosImage.privileged(device), command);
    }

    /** Those that take no argument. */
    private static List<String> showCommands(IosConsole session) {
        Edge<IosConsole> show = session.language()
                .graph(IosMode.Kind.PRIVILEGED_EXEC)
                .root()
                .keywordsFor("show")
                .get(0);
        List<String> commands = new ArrayList<>();
        addCommands(show.target(), "show", commands);
        return commands;
    }

    private static void addCommands(GraphNode<IosConsole> node, String way, List<String> commands) {
        if (node.command().isPresent()) {
            commands.add(way);
        }
        for (Edge<IosConsole> edge : node.keywordsFor("")) {
            addCommands(edge.target(), way + " " + edge.token().name(), commands);
        }
    }
}
