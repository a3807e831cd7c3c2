package labwire.netlab.console.ios;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file as commands name it: {@code flash0:/x.txt}, {@code nvram:startup-config}, {@code running-config}.
 *
 * @param name within the place; empty for the whole of it
 */
public record DeviceUrl(Place place, String name) {
    /** Where files are. */
    public enum Place {
        FLASH("flash0:", List.of("flash0:", "flash:", "disk0:", "bootflash:")),
        NVRAM("nvram:", List.of("nvram:")),
        SYSTEM("system:", List.of("system:"));

        private final String prefix;
        // Of List.of, so it never changes.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> aliases;

        Place(String prefix, List<String> aliases) {
            this.prefix = prefix;
            this.aliases = aliases;
        }

        /** As it is shown. */
        public String prefix() {
            return prefix;
        }
    }

    public static final String RUNNING_CONFIG = "running-config";
    public static final String STARTUP_CONFIG = "startup-config";

    /** Reads a name; without a place, one of flash memory. Empty if the place is another, such as {@code tftp:}. */
    public static Optional<DeviceUrl> parse(String text) {
        if (text.equals(RUNNING_CONFIG)) {
            return Optional.of(new DeviceUrl(Place.SYSTEM, text));
        }
        if (text.equals(STARTUP_CONFIG)) {
            return Optional.of(new DeviceUrl(Place.NVRAM, text));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (Place place : Place.values()) {
            for (String alias : place.aliases) {
                if (lower.startsWith(alias)) {
                    String path = text.substring(alias.length());
                    return Optional.of(new DeviceUrl(place, path.startsWith("/") ? path.substring(1) : path));
                }
            }
        }
        return text.contains(":") ? Optional.empty() : Optional.of(new DeviceUrl(Place.FLASH, text.replace("/", "")));
    }

    public boolean isRunningConfig() {
        return place == Place.SYSTEM && name.equals(RUNNING_CONFIG);
    }

    public boolean isStartupConfig() {
        return place == Place.NVRAM && name.equals(STARTUP_CONFIG);
    }

    public DeviceUrl withName(String newName) {
        return new DeviceUrl(place, newName);
    }

    @Override
    public String toString() {
        return place.prefix + (place == Place.FLASH ? "/" : "") + name;
    }
}
