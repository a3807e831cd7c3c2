package labwire.netlab.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a lab file in containerlab's syntax and the start-up configs that it names, and checks them as a whole.
 *
 * <pre>
 * name: course
 * topology:
 *   defaults: {kind: linux}                # of all nodes
 *   kinds: {cisco_vios: {type: switch}}    # of all nodes of a kind
 *   nodes:
 *     R1:
 *       kind: cisco_vios                   # linux, cisco_vios, cloud
 *       type: router                       # of cisco_vios: router, switch
 *       startup-config: devices/R1.cfg     # beside the lab file, or the lines themselves: a block of several
 *     mail:
 *       exec: [ip address add 10.10.88.25/24 dev eth1]
 *       labels: {labwire.service: mail}
 *       ports: ["127.0.0.1:2525:25"]
 *   links:
 *     - endpoints: ["R1:Gi0/0", "mail:eth1"]
 *       vars: {labwire: {rate: 10mbit, delay: 5ms}}
 *     - {type: vxlan, endpoint: "R1:Gi0/1", remote: 192.0.2.7, vni: 100, dst-port: 4789}
 *     - {type: udp-tunnel, endpoint: "R1:Gi0/2", local: "127.0.0.1:30000", remote: "127.0.0.1:20000"}
 * </pre>
 *
 * <p>A node's own value goes before its kind's, and that before the defaults; lists and labels are put together. Keys
 * that containerlab has and a lab in one process has no use for are refused, but {@code image} is taken and ignored.
 */
public final class LabFileLoader {
    /** The largest lab file, and the largest start-up config, in bytes. */
    public static final int MAX_FILE_BYTES = 8 << 20;

    private LabFileLoader() {}

    /**
     * Loads the lab file.
     *
     * @throws LabException with every problem found, if there is any; a file that cannot be read is one
     */
    public static LabFile load(Path path) {
        Problems problems = new Problems();
        String file = path.toString();
        String text = read(path, problems, new SourceLocation(file, 1), "lab file");
        problems.throwIfAny();
        YamlValue root = YamlReader.read(file, text, problems);
        LabFile lab = new LabFileReader(file, problems, (name, at) -> config(path, name, at, problems)).lab(root);
        problems.throwIfAny();
        return lab;
    }

    private static List<ConfigLine> config(Path labFile, String name, SourceLocation at, Problems problems) {
        Path path;
        try {
            path = labFile.resolveSibling(name).normalize();
        } catch (InvalidPathException e) {
            problems.add(at, "startup-config", name, "a file's name");
            return List.of();
        }
        List<ConfigLine> lines = new ArrayList<>();
        for (String line : read(path, problems, at, "startup-config").lines().toList()) {
            lines.add(new ConfigLine(new SourceLocation(path.toString(), lines.size() + 1), line));
        }
        return lines;
    }

    private static String read(Path path, Problems problems, SourceLocation at, String what) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                problems.add(at, what, path + ", over " + MAX_FILE_BYTES + " bytes", "a smaller file");
                return "";
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            problems.add(at, what, path + ", which does not exist", "an existing file");
        } catch (CharacterCodingException e) {
            problems.add(at, what, path + ", which is not UTF-8", "UTF-8 text");
        } catch (IOException e) {
            problems.add(at, what, path + ", which cannot be read: " + e.getMessage(), "a readable file");
        }
        return "";
    }
}
