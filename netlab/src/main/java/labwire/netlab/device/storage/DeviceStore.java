package labwire.netlab.device.storage;

import java.util.List;

/**
 * Where a device's files outlive the lab: its start-up configuration, and what is in its flash memory. Called on the
 * lab's thread, and must not block there: what is saved may be written later, in order.
 */
public interface DeviceStore {
    /** The file that a device starts with. */
    String STARTUP_CONFIG = "startup-config";
    /** What the names of flash memory's files begin with. */
    String FLASH = "flash/";

    /** Keeps nothing: what is saved is gone when the lab ends. */
    static DeviceStore none() {
        return ForgetfulStore.INSTANCE;
    }

    /** What has been kept, by name. */
    List<DeviceFile> files();

    /** Keeps a file, in place of one of that name. */
    void save(DeviceFile file);

    /** Drops the file of a name; no effect if there is none. */
    void delete(String name);

    /** Where a person finds the file, for messages. */
    String describe(String name);
}
