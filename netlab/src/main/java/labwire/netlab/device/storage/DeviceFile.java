package labwire.netlab.device.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A file of a device: immutable. */
public final class DeviceFile {
    private final String name;
    private final byte[] content;
    private final Instant modified;

    /** @param content is copied */
    public DeviceFile(String name, byte[] content, Instant modified) {
        this.name = name;
        this.content = content.clone();
        this.modified = modified;
    }

    public static DeviceFile ofText(String name, String text, Instant modified) {
        return new DeviceFile(name, text.getBytes(StandardCharsets.UTF_8), modified);
    }

    public String name() {
        return name;
    }

    public int size() {
        return content.length;
    }

    /** A copy. */
    public byte[] content() {
        return content.clone();
    }

    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** When it was last written, by the device's calendar. */
    public Instant modified() {
        return modified;
    }

    @Override
    public String toString() {
        return name + " (" + content.length + " bytes)";
    }
}
