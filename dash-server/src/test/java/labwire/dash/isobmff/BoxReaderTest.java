package labwire.dash.isobmff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoxReaderTest {
    private static Box read(String hex) throws Mp4Exception {
        List<Box> boxes = BoxReader.read(Bytes.ofHex(hex), BoxPath.FILE);
        assertThat(boxes).hasSize(1);
        return boxes.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000 66726565 0102 | 0102",
                "0000000a 66726565 0102 | 0102",
                "00000001 66726565 0000000000000012 0102 | 0102",
            })
    void readsEverySizeOfSize(String hex, String body) throws Mp4Exception {
        assertThat(read(hex)).isEqualTo(new OpaqueBox("free", Bytes.ofHex(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000000b 66726565 0102 | free: 11 bytes at offset 0 (expected: 8 to 10)",
                "00000007 66726565 0102 | free: 7 bytes at offset 0 (expected: 8 to 10)",
                "0000 | file: 2 bytes at the end (expected: a box, of 8 bytes or more)",
                "00000001 66726565 0000 | free: ends within its size (expected: 64 bits of it)",
                "00000001 66726565 ffffffffffffffff | free: 18446744073709551615 bytes at offset 0 (expected: 16 to 16)",
                "0000000c 00ff6565 00000000 00 | file: 1 bytes at the end (expected: a box, of 8 bytes or more)",
                "00000009 6d666864 00 | mfhd: ends after 1 bytes (expected: 3 more or longer)",
                "00000010 73747473 00000000 ffffffff | stts: 4294967295 entries (expected: at most 0, which is what it"
                        + " has room for)",
                "00000010 6d6f6f76 00000004 74726b64 | moov/trkd: 4 bytes at offset 0 (expected: 8 to 8)",
            })
    void refusesWithThePathAndTheReason(String hex, String message) {
        assertThatThrownBy(() -> BoxReader.read(Bytes.ofHex(hex), BoxPath.FILE))
                .isInstanceOf(Mp4Exception.class)
                .hasMessage(message);
    }

    @Test
    void namesStrangeTypesLegibly() {
        assertThat(BoxPath.of("moov").child("\u0000\u00a9ab", 3)).hasToString("moov/\\x00\\xa9ab[3]");
    }

    @Test
    void readsDescriptorsWithLongLengths() throws Mp4Exception {
        // As ffmpeg writes them: each length in four bytes.
        Box box = read("00000033 65736473 00000000 03808080 22 0001 00 04808080 14 40 15 000000 00000000 00000000"
                + " 05808080 02 1190 06808080 01 02");
        assertThat(box).isInstanceOfSatisfying(ElementaryStreamBox.class, esds -> {
            assertThat(esds.objectType()).isEqualTo(ElementaryStreamBox.AUDIO);
            assertThat(esds.specificInfo()).isEqualTo(Bytes.ofHex("1190"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1190, 2, 48000, 2", // AAC-LC
        "1210, 2, 44100, 2",
        "2b11 8800, 5, 48000, 2", // HE-AAC: 24 kHz, with SBR 48 kHz
        "1780 5dc0 10, 2, 48000, 2", // the rate in 24 bits
    })
    void readsAudioConfigurations(String hex, int objectType, int rate, int channels) throws Mp4Exception {
        AudioSpecificConfig config = AudioSpecificConfig.read(Bytes.ofHex(hex), BoxPath.FILE);
        assertThat(config).isEqualTo(new AudioSpecificConfig(objectType, rate, channels));
    }

    @Test
    void aTableIsAViewAndNoLongerThanWhatIsThere() throws Mp4Exception {
        TimeToSampleBox box = (TimeToSampleBox) read("00000018 73747473 00000000 00000001 00000003 00000200");
        assertThat(box.rows().rows()).isEqualTo(1);
        assertThat(box.rows().u32(0, 1)).isEqualTo(512);
        assertThatThrownBy(() -> box.rows().u32(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void quickTimesTerminatorEndsAListOfBoxes() throws Mp4Exception {
        ContainerBox edts = (ContainerBox) read("00000014 65647473 00000008 66726565 00000000");
        assertThat(edts.children()).containsExactly(new OpaqueBox("free", Bytes.EMPTY));
    }
}
