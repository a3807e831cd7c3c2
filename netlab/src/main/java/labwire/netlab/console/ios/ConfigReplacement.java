package labwire.netlab.console.ios;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.CommandResult;
import labwire.netlab.console.ConsoleOutput;
import labwire.netlab.console.ConsoleSession;
import labwire.netlab.console.Parsed;
import labwire.netlab.device.IosDevice;

/**
 * Brings a running configuration to another, by the lines that differ: first what is too much is taken back by its
 * {@code no} form, then what is missing is entered.
 *
 * <p>Every line that a feature writes has a {@code no} form, so that this works for features that it does not know. What
 * a pass leaves, since lines depend on each other, the next one finds.
 */
public final class ConfigReplacement {
    private static final int MAX_PASSES = 5;
    /** Their entries count by order, so that a list that differs is made anew. */
    private static final String ORDERED = "ip access-list ";
    /** The entries of a numbered list, whose order counts too, are lines of their own. */
    private static final Pattern NUMBERED = Pattern.compile("(access-list \\d+) .*");

    private final IosDevice device;
    private final IosLanguage language;
    private final List<ConfigBlock> target;
    private final IosConsole session;

    private ConfigReplacement(IosDevice device, IosLanguage language, List<ConfigBlock> target) {
        this.device = device;
        this.language = language;
        this.target = target;
        session = IosConsole.configuring(device, language);
    }

    /**
     * Replaces the running configuration.
     *
     * @return how many passes it took
     */
    public static int run(IosDevice device, IosLanguage language, List<String> target) {
        device.settings().dropKeptLines();
        ConfigReplacement replacement = new ConfigReplacement(device, language, ConfigBlock.parse(target));
        int passes = 0;
        while (passes < MAX_PASSES && !replacement.isDone()) {
            replacement.pass();
            passes++;
        }
        return passes;
    }

    /** Leaves a device as it comes from the factory, its files apart. */
    public static void erase(IosDevice device, IosLanguage language) {
        run(device, language, FactoryConfig.of(device, language));
    }

    private List<ConfigBlock> current() {
        return ConfigBlock.parse(RunningConfig.of(language, device).lines().toList());
    }

    private boolean isDone() {
        return current().equals(target);
    }

    private void pass() {
        List<ConfigBlock> present = current();
        for (ConfigBlock block : present) {
            Matcher numbered = NUMBERED.matcher(block.line());
            if (numbered.matches() && !entries(present, numbered.group(1)).equals(entries(target, numbered.group(1)))) {
                enterGlobal();
                negate(numbered.group(1));
                continue;
            }
            Optional<ConfigBlock> wanted = ConfigBlock.find(target, block.line());
            boolean again =
                    block.line().startsWith(ORDERED) && !Optional.of(block).equals(wanted);
            if (wanted.isPresent() && !again) {
                takeBack(block, wanted.get().children());
            } else {
                takeBack(block, List.of());
                enterGlobal();
                negate(block.line());
            }
        }
        enterGlobal();
        List<ConfigBlock> left = current();
        for (ConfigBlock block : target) {
            enter(block, ConfigBlock.find(left, block.line()));
        }
        enterGlobal();
    }

    private static List<ConfigBlock> entries(List<ConfigBlock> blocks, String list) {
        return blocks.stream()
                .filter(block -> block.line().startsWith(list + " "))
                .toList();
    }

    /** Takes back the lines under a header that are not wanted there. */
    private void takeBack(ConfigBlock block, List<ConfigBlock> wanted) {
        List<ConfigBlock> extra = block.children().stream()
                .filter(child -> ConfigBlock.find(wanted, child.line()).isEmpty())
                .toList();
        if (!extra.isEmpty()) {
            enterGlobal();
            session.enter(block.line(), Silence.INSTANCE);
            if (session.mode().kind().isBelowGlobal()) {
                extra.forEach(child -> negate(child.line()));
            }
        }
    }

    private void enterGlobal() {
        session.enter(IosMode.Plain.GLOBAL);
    }

    /** Enters a line and what is missing under it. */
    private void enter(ConfigBlock block, Optional<ConfigBlock> there) {
        boolean complete = there.filter(found -> found.children().containsAll(block.children()))
                .isPresent();
        if (complete) {
            return;
        }
        enterGlobal();
        enterTree(block, there.map(ConfigBlock::children).orElse(List.of()), "");
    }

    private void enterTree(ConfigBlock block, List<ConfigBlock> there, String indent) {
        block.line().lines().forEach(line -> session.enter(indent + line, Silence.INSTANCE));
        if (!session.mode().kind().isBelowGlobal()) {
            return;
        }
        for (ConfigBlock child : block.children()) {
            if (!there.contains(child)) {
                enterTree(child, List.of(), indent + " ");
            }
        }
    }

    /** Enters the {@code no} form: with all the words, or as many of them as that form takes. */
    private void negate(String line) {
        String first = line.lines().findFirst().orElse("");
        String negated = first.startsWith("no ") ? first.substring("no ".length()) : "no " + first;
        CommandGraph<IosConsole> graph = language.graph(session.mode().kind());
        while (!(graph.parse(negated) instanceof Parsed.Matched)) {
            int space = negated.lastIndexOf(' ');
            if (space < 0) {
                return;
            }
            negated = negated.substring(0, space).stripTrailing();
        }
        session.enter(negated, Silence.INSTANCE);
        cancelQuestion(session);
    }

    private static void cancelQuestion(ConsoleSession session) {
        if (session.isAsking()) {
            session.interrupt();
        }
    }

    /** Nobody reads what the lines say. */
    private enum Silence implements ConsoleOutput {
        INSTANCE;

        @Override
        public void print(String text) {}

        @Override
        public void finished(CommandResult result) {}
    }
}
