package labwire.netlab.device.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import labwire.netlab.device.storage.Flash.Written;
import org.junit.jupiter.api.Test;

class FlashTest {
    private static final InstantSource CALENDAR = InstantSource.fixed(Instant.EPOCH);

    private final MemoryStore store = new MemoryStore();
    private final Flash flash = new Flash(store, CALENDAR, "image");

    @Test
    void whatIsWrittenIsThereAfterARestart() {
        assertThat(flash.write("x.txt", new byte[] {1, 2, 3})).isEqualTo(Written.DONE);
        Flash again = new Flash(store, CALENDAR, "image");
        assertThat(again.file("x.txt"))
                .hasValueSatisfying(file -> assertThat(file.content()).containsExactly(1, 2, 3));
        assertThat(again.delete("x.txt")).isTrue();
        assertThat(new Flash(store, CALENDAR, "image").file("x.txt")).isEmpty();
    }

    @Test
    void refusesNamesThatCouldBePaths() {
        for (String name : new String[] {"", "..", "../x", "a/b", ".hidden", "a b", "x\n", "x".repeat(64)}) {
            assertThat(flash.write(name, new byte[1])).as(name).isEqualTo(Written.BAD_NAME);
        }
        assertThat(store.files()).isEmpty();
    }

    @Test
    void refusesWhatThereIsNoRoomFor() {
        assertThat(flash.check("big", flash.freeBytes() + 1L)).isEqualTo(Written.NO_SPACE);
        assertThat(flash.check("big", flash.freeBytes())).isEqualTo(Written.DONE);
        for (int i = 0; flash.files().size() < Flash.MAX_FILES; i++) {
            assertThat(flash.write("f" + i, new byte[0])).isEqualTo(Written.DONE);
        }
        assertThat(flash.write("one-more", new byte[0])).isEqualTo(Written.NO_SPACE);
        assertThat(flash.write("f0", new byte[1])).as("in place of one").isEqualTo(Written.DONE);
    }
}
