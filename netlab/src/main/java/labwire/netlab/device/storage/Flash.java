package labwire.netlab.device.storage;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A device's flash memory: files in one folder, bounded. Lab thread only. */
public final class Flash {
    public static final int CAPACITY_BYTES = 67_108_864;
    public static final int MAX_FILES = 1_000;
    /** The file that the device is said to run; a text that says what it is. */
    private static final String IMAGE_TEXT = "The software of this device is emulated; there is no image to load.\n";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,62}");

    /** How a write ended. */
    public enum Written {
        DONE("OK"),
        /** Not letters, digits and {@code . _ + -}, 1 to 63 of them. */
        BAD_NAME("Invalid argument"),
        /** No room for it: bytes, or files. */
        NO_SPACE("No space left on device");

        private final String reason;

        Written(String reason) {
            this.reason = reason;
        }

        /** As IOS words it. */
        public String reason() {
            return reason;
        }
    }

    private final DeviceStore store;
    private final InstantSource calendar;
    private final Map<String, DeviceFile> files = new TreeMap<>();

    /**
     * With what the store has kept, as far as there is room.
     *
     * @param image the name of the image that the device is said to run
     */
    public Flash(DeviceStore store, InstantSource calendar, String image) {
        this.store = store;
        this.calendar = calendar;
        files.put(image, DeviceFile.ofText(image, IMAGE_TEXT, calendar.instant()));
        for (DeviceFile kept : store.files()) {
            if (kept.name().startsWith(DeviceStore.FLASH)) {
                String name = kept.name().substring(DeviceStore.FLASH.length());
                if (check(name, kept.size()) == Written.DONE) {
                    files.put(name, new DeviceFile(name, kept.content(), kept.modified()));
                }
            }
        }
    }

    /** By name. */
    public List<DeviceFile> files() {
        return List.copyOf(files.values());
    }

    public Optional<DeviceFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    public int freeBytes() {
        return CAPACITY_BYTES
                - files.values().stream().mapToInt(DeviceFile::size).sum();
    }

    /** What writing a file of such a name and size would say, without writing it. */
    public Written check(String name, long bytes) {
        if (!NAME.matcher(name).matches()) {
            return Written.BAD_NAME;
        }
        DeviceFile replaced = files.get(name);
        boolean oneTooMany = replaced == null && files.size() == MAX_FILES;
        long room = freeBytes() + (replaced == null ? 0L : replaced.size());
        return oneTooMany || bytes > room ? Written.NO_SPACE : Written.DONE;
    }

    /** Writes a file, in place of one of that name. */
    public Written write(String name, byte[] content) {
        Written checked = check(name, content.length);
        if (checked == Written.DONE) {
            DeviceFile file = new DeviceFile(name, content, calendar.instant());
            files.put(name, file);
            store.save(new DeviceFile(DeviceStore.FLASH + name, content, file.modified()));
        }
        return checked;
    }

    /** Deletes a file; false if there is none of that name. */
    public boolean delete(String name) {
        boolean there = files.remove(name) != null;
        if (there) {
            store.delete(DeviceStore.FLASH + name);
        }
        return there;
    }
}
