package labwire.smtp.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest extends DiskContract {

    @TempDir
    Path folder;

    @Override
    Disk disk() throws IOException {
        return RealDisk.at(folder.resolve("mail"));
    }

    @Test
    void itsFolderIsReadableByItsOwnerAlone() throws IOException {
        disk();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("mail"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesPathsThatLeadOutOfIt() throws IOException {
        Disk disk = disk();
        assertThatThrownBy(() -> disk.create("../f")).isInstanceOf(IllegalArgumentException.class);
    }
}
