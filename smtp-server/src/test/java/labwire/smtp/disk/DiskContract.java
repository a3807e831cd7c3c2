package labwire.smtp.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** What every {@link Disk} does while nothing goes wrong. */
abstract class DiskContract {

    abstract Disk disk() throws IOException;

    static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    static String text(Disk disk, String path) throws IOException {
        return new String(disk.read(path).readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void appendsReadsAndReopens() throws IOException {
        Disk disk = disk();
        disk.makeFolder("a");
        disk.makeFolder("a"); // there already: fine
        try (DiskFile file = disk.create("a/f")) {
            file.append(octets("one "), octets("two "));
            file.sync();
        }
        try (DiskFile file = disk.open("a/f")) {
            assertThat(file.size()).isEqualTo(8);
            file.append(octets("three"));
        }
        assertThat(text(disk, "a/f")).isEqualTo("one two three");
        assertThat(new String(disk.read("a/f", 4, 3), StandardCharsets.US_ASCII))
                .isEqualTo("two");
        assertThatThrownBy(() -> disk.read("a/f", 10, 9)).isInstanceOf(EOFException.class);
    }

    @Test
    void cutsAFileAndAppendsWhereItWasCut() throws IOException {
        Disk disk = disk();
        try (DiskFile file = disk.create("f")) {
            file.append(octets("good bad"));
            file.truncate(5);
            file.append(octets("new"));
            assertThat(file.size()).isEqualTo(8);
        }
        assertThat(text(disk, "f")).isEqualTo("good new");
    }

    @Test
    void writesOverWhatIsThereAndAppendsAtTheEnd() throws IOException {
        Disk disk = disk();
        try (DiskFile file = disk.create("f")) {
            file.append(octets("???? text"));
            file.overwrite(0, octets("good"));
            file.append(octets("."));
        }
        assertThat(text(disk, "f")).isEqualTo("good text.");
        assertThat(disk.size("f")).isEqualTo(10);
    }

    @Test
    void aFileLivesAsLongAsItHasAName() throws IOException {
        Disk disk = disk();
        disk.makeFolder("x");
        try (DiskFile file = disk.create("f")) {
            file.append(octets("text"));
        }
        disk.link("f", "x/g");
        disk.create("h").close();
        assertThatThrownBy(() -> disk.link("f", "h")).isInstanceOf(FileAlreadyExistsException.class);
        disk.delete("f");
        assertThat(text(disk, "x/g")).isEqualTo("text");
        assertThatThrownBy(() -> disk.link("f", "i")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.size("f")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void listsSortedRenamesAndDeletes() throws IOException {
        Disk disk = disk();
        disk.makeFolder("x");
        disk.makeFolder("y");
        disk.create("x/b").close();
        disk.create("x/a").close();
        assertThat(disk.list("x")).containsExactly("a", "b");
        disk.rename("x/a", "y/c");
        assertThat(disk.exists("x/a")).isFalse();
        assertThat(disk.exists("y/c")).isTrue();
        disk.delete("x/b");
        assertThat(disk.list("x")).isEmpty();
        disk.syncFolder("x");
        disk.syncFolder("");
        assertThat(disk.list("")).containsExactly("x", "y");
    }

    @Test
    void saysWhatIsThereAndWhatIsNot() throws IOException {
        Disk disk = disk();
        disk.create("f").close();
        assertThatThrownBy(() -> disk.create("f")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> disk.makeFolder("f")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> disk.open("g")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.read("g")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.read("g", 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.delete("g")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.list("g")).isInstanceOf(NoSuchFileException.class);
    }
}
