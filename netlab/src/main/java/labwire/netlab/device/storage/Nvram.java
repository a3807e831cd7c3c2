package labwire.netlab.device.storage;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the start-up configuration. Lab thread only. */
public final class Nvram {
    /** A configuration beyond this, in UTF-8, is not saved. */
    public static final int CAPACITY_BYTES = 524_288;

    private final DeviceStore store;
    private final InstantSource calendar;
    private @Nullable DeviceFile startup;
    private boolean saved;
    private String unchanged = "";

    /** With what the store has kept. */
    public Nvram(DeviceStore store, InstantSource calendar) {
        this.store = store;
        this.calendar = calendar;
        store.files().stream()
                .filter(file -> file.name().equals(DeviceStore.STARTUP_CONFIG))
                .findFirst()
                .ifPresent(file -> {
                    startup = file;
                    saved = true;
                });
    }

    /** What the device will start with; nothing after {@link #erase}. */
    public Optional<DeviceFile> startupConfig() {
        return Optional.ofNullable(startup);
    }

    /** True if what the device starts with is what was saved on it, and not what the lab file gave. */
    public boolean isSaved() {
        return saved;
    }

    /** Where a person finds what was saved. */
    public String describe() {
        return store.describe(DeviceStore.STARTUP_CONFIG);
    }

    /** Takes what the lab file gives, which is not saved again. */
    public void preset(String text) {
        startup = DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, text, calendar.instant());
    }

    /**
     * Saves a configuration.
     *
     * @return false if it is larger than {@link #CAPACITY_BYTES}
     */
    public boolean save(String text) {
        DeviceFile file = DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, text, calendar.instant());
        if (file.size() > CAPACITY_BYTES) {
            return false;
        }
        startup = file;
        saved = true;
        store.save(file);
        return true;
    }

    /** Forgets the configuration. */
    public void erase() {
        startup = null;
        saved = false;
        store.delete(DeviceStore.STARTUP_CONFIG);
    }

    /** Notes the running configuration that is in step with the start-up one. */
    public void inStepWith(String runningConfig) {
        unchanged = runningConfig;
    }

    /** Whether the running configuration is still in step with the start-up one. */
    public boolean isInStepWith(String runningConfig) {
        return unchanged.equals(runningConfig);
    }
}
