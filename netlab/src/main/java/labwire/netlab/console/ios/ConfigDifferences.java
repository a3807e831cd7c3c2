package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines by which two configurations differ, each with the header that it stands under. */
public final class ConfigDifferences {
    private final List<String> lines = new ArrayList<>();

    private ConfigDifferences() {}

    /** What would have to be added to a configuration, and taken from it, to make it another. */
    public static List<String> between(List<ConfigBlock> from, List<ConfigBlock> to) {
        ConfigDifferences differences = new ConfigDifferences();
        differences.compare(from, to, "");
        return differences.lines;
    }

    private void compare(List<ConfigBlock> from, List<ConfigBlock> to, String indent) {
        for (ConfigBlock block : to) {
            Optional<ConfigBlock> there = ConfigBlock.find(from, block.line());
            if (there.isEmpty()) {
                add(block, indent, "+");
            } else {
                int header = lines.size();
                compare(there.get().children(), block.children(), indent + " ");
                if (lines.size() > header) {
                    lines.add(header, indent + block.line());
                }
            }
        }
        for (ConfigBlock block : from) {
            if (ConfigBlock.find(to, block.line()).isEmpty()) {
                add(block, indent, "-");
            }
        }
    }

    private void add(ConfigBlock block, String indent, String sign) {
        block.line().lines().forEach(line -> lines.add(indent + sign + line));
        block.children().forEach(child -> add(child, indent + " ", sign));
    }
}
