package labwire.netlab.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.service.HostTable;
import org.jspecify.annotations.Nullable;

/**
 * What an IOS device has configured that is no state of its parts: its name, its names of others, its enable secret,
 * and lines that it keeps and shows again although nothing here acts on them.
 */
public final class IosSettings {
    /** Kept lines of one place; more are refused. */
    public static final int MAX_KEPT_LINES = 10_000;

    private final HostTable hosts = new HostTable();
    private final List<String> keptLines = new ArrayList<>();
    private final Map<String, List<String>> keptSections = new LinkedHashMap<>();
    private final Map<InterfaceName, List<String>> keptInterfaceLines = new TreeMap<>();
    private String hostname;
    private @Nullable String enableSecret;

    IosSettings(String hostname) {
        this.hostname = hostname;
    }

    /** What the device calls itself; at first the node's name. */
    public String hostname() {
        return hostname;
    }

    public void hostname(String newHostname) {
        hostname = newHostname;
    }

    /** The names that the device knows, and its domain. */
    public HostTable hosts() {
        return hosts;
    }

    /** What {@code enable} asks for; nothing if it does not ask. */
    public Optional<String> enableSecret() {
        return Optional.ofNullable(enableSecret);
    }

    /** Sets the secret; empty for none. */
    public void enableSecret(String newSecret) {
        enableSecret = newSecret.isEmpty() ? null : newSecret;
    }

    /** Global lines that are kept, in the order of entry; may be changed. */
    public List<String> keptLines() {
        return keptLines;
    }

    /** The lines kept under a header such as {@code line vty 0 4}; made at the first call, and may be changed. */
    public List<String> keptSection(String header) {
        return keptSections.computeIfAbsent(header, key -> new ArrayList<>());
    }

    /** The headers of kept sections, in the order of entry; may be taken out. */
    public Map<String, List<String>> keptSections() {
        return keptSections;
    }

    /** The lines kept for an interface, in the order of entry; may be changed. */
    public List<String> keptLines(InterfaceName name) {
        return keptInterfaceLines.computeIfAbsent(name, key -> new ArrayList<>());
    }
}
