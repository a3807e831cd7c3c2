package labwire.netlab.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import labwire.netlab.device.login.StoredPassword;
import labwire.netlab.service.HostTable;
import org.jspecify.annotations.Nullable;

/**
 * What an IOS device has configured that is no state of its parts: its name, its names of others, its passwords and
 * banners, and lines that it keeps and shows again although nothing here acts on them.
 */
public final class IosSettings {
    /** What devices come with. */
    public static final Map<String, String> DEFAULT_ALIASES = Map.of(
            "h", "help", "lo", "logout", "p", "ping", "r", "resume", "s", "show", "u", "undebug", "un", "undebug", "w",
            "where");
    /** Aliases; more are refused. */
    public static final int MAX_ALIASES = 200;

    /** Kept lines of one place; more are refused. */
    public static final int MAX_KEPT_LINES = 10_000;

    private final HostTable hosts = new HostTable();
    private final List<String> keptLines = new ArrayList<>();
    private final Map<String, List<String>> keptSections = new LinkedHashMap<>();
    private final Map<InterfaceName, List<String>> keptInterfaceLines = new TreeMap<>();
    private final Map<Banner, String> banners = new EnumMap<>(Banner.class);
    private String hostname;
    private @Nullable StoredPassword enableSecret;
    private @Nullable StoredPassword enablePassword;
    private final Map<String, String> aliases = new TreeMap<>(DEFAULT_ALIASES);
    private boolean passwordEncryption;
    private @Nullable Duration clockOffset;

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

    /** {@code enable secret}. */
    public Optional<StoredPassword> enableSecret() {
        return Optional.ofNullable(enableSecret);
    }

    public void enableSecret(Optional<StoredPassword> newSecret) {
        enableSecret = newSecret.orElse(null);
    }

    /** {@code enable password}, which counts only without a secret. */
    public Optional<StoredPassword> weakEnablePassword() {
        return Optional.ofNullable(enablePassword);
    }

    public void weakEnablePassword(Optional<StoredPassword> newPassword) {
        enablePassword = newPassword.orElse(null);
    }

    /** What {@code enable} asks for; nothing if it does not ask. */
    public Optional<StoredPassword> enablePassword() {
        return enableSecret().or(this::weakEnablePassword);
    }

    /** Whether passwords are shown encoded, by {@code service password-encryption}. */
    public boolean isPasswordEncryption() {
        return passwordEncryption;
    }

    public void passwordEncryption(boolean on) {
        passwordEncryption = on;
    }

    /** A password as the configuration shows it: clear ones encoded, if {@code service password-encryption} is on. */
    public String shown(StoredPassword password) {
        return (passwordEncryption ? password.encoded() : password).shown();
    }

    /** How far the device's calendar is ahead of the lab's, if somebody has set it. */
    public Optional<Duration> clockOffset() {
        return Optional.ofNullable(clockOffset);
    }

    public void clockOffset(Duration newOffset) {
        clockOffset = newOffset;
    }

    /** Words that stand for the beginnings of exec commands, those that every device has among them; may be changed. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /** The texts that a login sees, by kind; may be changed. */
    public Map<Banner, String> banners() {
        return banners;
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

    /** Drops every line that is kept. */
    public void dropKeptLines() {
        keptLines.clear();
        keptSections.clear();
        keptInterfaceLines.clear();
    }
}
