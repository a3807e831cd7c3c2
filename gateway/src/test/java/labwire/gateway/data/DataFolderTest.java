package labwire.gateway.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        Path path = temporary.resolve("data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isRefusedWhileAnotherLabHasIt() {
        Path path = temporary.resolve("data");
        DataFolder first = DataFolder.open(path);
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid())
                .hasMessageContaining("--data DIR");
        first.close();
        DataFolder.open(path).close();
    }

    @Test
    void aFileInItsPlaceIsAnErrorThatNamesIt() throws IOException {
        Path path = Files.createFile(temporary.resolve("data"));
        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("expected: a folder");
    }
}
