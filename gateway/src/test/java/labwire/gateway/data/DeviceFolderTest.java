package labwire.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import labwire.netlab.device.storage.DeviceFile;
import labwire.netlab.device.storage.DeviceStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFolderTest {
    @TempDir
    Path data;

    private final Deque<Runnable> later = new ArrayDeque<>();
    private Path folder;

    @BeforeEach
    void name() {
        folder = data.resolve("devices").resolve("R1");
    }

    private DeviceFolder read() {
        return DeviceFolder.read(folder, later::add);
    }

    @Test
    void aDeviceThatSavedNothingHasNoFolder() {
        assertThat(read().files()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void whatIsSavedIsAFileThatAPersonCanReadAndTheNextLabReads() throws IOException {
        DeviceFolder store = read();
        store.save(DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, "hostname A\n", Instant.EPOCH));
        store.save(DeviceFile.ofText(DeviceStore.FLASH + "x.txt", "1", Instant.EPOCH));
        store.save(DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, "hostname B\n", Instant.EPOCH));
        later.remove().run();
        assertThat(later).as("one run writes all, in order").isEmpty();
        assertThat(Files.readString(folder.resolve("startup-config"))).isEqualTo("hostname B\n");
        assertThat(store.describe(DeviceStore.STARTUP_CONFIG)).isEqualTo(folder + "/startup-config");
        assertThat(read().files())
                .extracting(DeviceFile::name)
                .containsExactly(DeviceStore.STARTUP_CONFIG, DeviceStore.FLASH + "x.txt");
        store.flush();
    }

    @Test
    void whatIsDeletedIsGone() {
        DeviceFolder store = read();
        store.save(DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, "hostname A\n", Instant.EPOCH));
        store.delete(DeviceStore.STARTUP_CONFIG);
        later.remove().run();
        assertThat(read().files()).isEmpty();
    }

    @Test
    void aDiskThatFailsCostsTheFileAndNothingElse() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");
        DeviceFolder store = read();
        store.save(DeviceFile.ofText(DeviceStore.STARTUP_CONFIG, "hostname A\n", Instant.EPOCH));
        later.remove().run();
        store.flush();
        assertThat(Files.readString(folder)).startsWith("a file");
    }
}
