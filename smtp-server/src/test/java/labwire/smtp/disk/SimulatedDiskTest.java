package labwire.smtp.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest extends DiskContract {

    @Override
    SimulatedDisk disk() {
        return new SimulatedDisk();
    }

    @Test
    void forgetsContentsThatWereNotSynced() throws IOException {
        SimulatedDisk disk = disk();
        try (DiskFile file = disk.create("f")) {
            disk.syncFolder("");
            file.append(octets("kept"));
            file.sync();
            file.append(octets(" lost"));
        }
        disk.crash();
        assertThat(text(disk, "f")).isEqualTo("kept");
    }

    @Test
    void forgetsNamesThatWereNotSyncedThoughTheContentsWere() throws IOException {
        SimulatedDisk disk = disk();
        try (DiskFile file = disk.create("f")) {
            file.append(octets("text"));
            file.sync();
        }
        disk.crash();
        assertThat(disk.exists("f")).isFalse();
    }

    @Test
    void forgetsWholeFoldersWhoseNameWasNotSynced() throws IOException {
        SimulatedDisk disk = disk();
        disk.makeFolder("a");
        disk.create("a/f").close();
        disk.syncFolder("a");
        disk.crash();
        assertThat(disk.list("")).isEmpty();
    }

    @Test
    void takesBackDeletionsRenamesAndCutsThatWereNotSynced() throws IOException {
        SimulatedDisk disk = disk();
        try (DiskFile file = disk.create("f")) {
            file.append(octets("long text"));
            file.sync();
            disk.create("g").close();
            disk.syncFolder("");
            file.truncate(4);
            file.append(octets(" other"));
        }
        disk.rename("f", "h");
        disk.delete("g");
        disk.crash();
        assertThat(disk.list("")).containsExactly("f", "g");
        assertThat(text(disk, "f")).isEqualTo("long text");
    }

    @Test
    void anUnsyncedRenameMayLeaveBothNamesOrNeither() throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = disk();
            disk.makeFolder("from");
            disk.makeFolder("to");
            disk.create("from/f").close();
            disk.syncFolder("from");
            disk.syncFolder("");
            disk.rename("from/f", "to/f");
            disk.crash(new SplittableRandom(seed));
            seen.add(disk.list("from").size() + " and " + disk.list("to").size());
        }
        assertThat(seen).containsExactly("0 and 0", "0 and 1", "1 and 0", "1 and 1");
    }

    @Test
    void theDiceMayKeepAPartOfAnUnsyncedTail() throws IOException {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (int seed = 0; seed < 200; seed++) {
            SimulatedDisk disk = disk();
            try (DiskFile file = disk.create("f")) {
                disk.syncFolder("");
                file.append(octets("ab"));
                file.sync();
                file.append(octets("cd"));
            }
            disk.crash(new SplittableRandom(seed));
            assertThat(text(disk, "f")).startsWith("ab");
            lengths.add(text(disk, "f").length());
        }
        assertThat(lengths).containsExactly(2, 3, 4);
    }

    @Test
    void hasNoPowerAfterTheCutUntilTheCrashIsOver() throws IOException {
        SimulatedDisk disk = disk();
        disk.cutPowerAfter(1);
        disk.makeFolder("a");
        assertThatThrownBy(() -> disk.makeFolder("b")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> disk.list("")).isInstanceOf(IOException.class);
        disk.crash();
        disk.makeFolder("b");
        assertThat(disk.list("")).containsExactly("b");
    }

    @Test
    void aFullOneTakesWhatFitsAndHasRoomAgainAfterADeletion() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(5);
        try (DiskFile file = disk.create("f")) {
            assertThatThrownBy(() -> file.append(octets("123456"))).isInstanceOf(DiskFullException.class);
            assertThat(file.size()).isEqualTo(5);
        }
        disk.delete("f");
        try (DiskFile file = disk.create("g")) {
            file.append(octets("12345"));
        }
        assertThat(text(disk, "g")).isEqualTo("12345");
    }

    @Test
    void whatWasWrittenOverAndNotSyncedIsOldOrNew() throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            SimulatedDisk disk = disk();
            try (DiskFile file = disk.create("f")) {
                disk.syncFolder("");
                file.append(octets("old text"));
                file.sync();
                file.overwrite(0, octets("new"));
            }
            disk.crash(new SplittableRandom(seed));
            seen.add(text(disk, "f"));
        }
        assertThat(seen).containsExactly("new text", "old text");
    }

    @Test
    void linkedFilesTakeRoomOnceUntilTheirLastNameGoes() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(5);
        try (DiskFile file = disk.create("f")) {
            file.append(octets("12345"));
            file.sync();
        }
        disk.link("f", "g");
        disk.syncFolder("");
        disk.crash();
        disk.delete("f");
        assertThatThrownBy(() -> disk.create("h").append(octets("6"))).isInstanceOf(DiskFullException.class);
        disk.rename("h", "g"); // over the last name
        try (DiskFile file = disk.open("g")) {
            file.append(octets("12345"));
        }
    }
}
