package labwire.netlab.console.ios;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of a configuration, with the lines that are indented under it.
 *
 * @param line without the spaces around it; a banner's has all its lines
 */
public record ConfigBlock(String line, List<ConfigBlock> children) {
    /** Reads a configuration up to its {@code end}; comments and empty lines are left out. */
    public static List<ConfigBlock> parse(List<String> lines) {
        List<ConfigBlock> roots = new ArrayList<>();
        List<ConfigBlock> open = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            String text = line.strip();
            if (text.equals("end")) {
                break;
            }
            if (text.isEmpty() || text.startsWith("!")) {
                continue;
            }
            Optional<BannerText> banner = BannerText.of(line);
            while (banner.isPresent() && !banner.get().isClosed() && i + 1 < lines.size()) {
                i++;
                banner.get().addLine(lines.get(i));
                text += "\n" + lines.get(i);
            }
            int indent = line.length() - line.stripLeading().length();
            while (!indents.isEmpty() && indents.get(indents.size() - 1) >= indent) {
                indents.remove(indents.size() - 1);
                open.remove(open.size() - 1);
            }
            ConfigBlock block = new ConfigBlock(text, new ArrayList<>());
            (open.isEmpty() ? roots : open.get(open.size() - 1).children).add(block);
            open.add(block);
            indents.add(indent);
        }
        return roots;
    }

    /** The block of a line among others. */
    static Optional<ConfigBlock> find(List<ConfigBlock> blocks, String line) {
        return blocks.stream().filter(block -> block.line.equals(line)).findFirst();
    }
}
