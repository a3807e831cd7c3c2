package labwire.dash.isobmff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BoxRoundTripTest {
    private static final long WIDE = 1L << 40;

    static List<Box> boxes() {
        EditListBox.Edit edit = new EditListBox.Edit(5000, 1024, EditListBox.Edit.NORMAL_RATE);
        EditListBox.Edit empty = new EditListBox.Edit(WIDE, EditListBox.Edit.EMPTY, EditListBox.Edit.NORMAL_RATE);
        return List.of(
                new FileTypeBox("ftyp", "iso6", 512, List.of("cmfc", "dash")),
                new FileTypeBox("styp", "msdh", 0, List.of()),
                new MovieHeaderBox(1000, 5, 3),
                new MovieHeaderBox(1000, WIDE, 3),
                TrackHeaderBox.of(7, true, 0, 0),
                TrackHeaderBox.of(7, false, 1920, 1080).withDuration(WIDE),
                new EditListBox(List.of(edit)),
                new EditListBox(List.of(empty, edit)),
                new MediaHeaderBox(48_000, 9, "deu"),
                new MediaHeaderBox(48_000, WIDE, "und"),
                new HandlerBox("vide", "a name, \u00e4"),
                DataReferenceBox.SELF,
                SampleDescriptionBox.of(new OpaqueBox("xxxx", Bytes.ofHex("000000000000 0001 cafe"))),
                new TimeToSampleBox(Table.of(2, 3, 512, 1, 500)),
                new CompositionOffsetBox(1, Table.of(2, 3, -512)),
                new SampleToChunkBox(Table.of(3, 1, 10, 1)),
                new SampleSizeBox("stsz", 7, 3, 32, Bytes.EMPTY),
                new SampleSizeBox("stsz", 0, 2, 32, Bytes.ofHex("00000001 00000002")),
                new SampleSizeBox("stz2", 0, 3, 4, Bytes.ofHex("1230")),
                new SampleSizeBox("stz2", 0, 3, 8, Bytes.ofHex("010203")),
                new SampleSizeBox("stz2", 0, 2, 16, Bytes.ofHex("00010203")),
                new ChunkOffsetBox("stco", Table.of(1, 48, 96)),
                new ChunkOffsetBox("co64", Table.of(2, 1, 0)),
                new SyncSampleBox(Table.of(1, 1, 25)),
                new TrackExtendsBox(1, 1, 512, 0, SampleFlags.NON_SYNC),
                new MovieFragmentHeaderBox(4),
                new TrackFragmentHeaderBox(0x2_003B, 1, WIDE, 1, 512, 9, SampleFlags.SYNC),
                new TrackFragmentHeaderBox(TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF, 1, 0, 0, 0, 0, 0),
                new TrackFragmentDecodeTimeBox(WIDE),
                new TrackRunBox(1, 0xF05, 1, 88, SampleFlags.SYNC, Table.of(4, 512, 9, SampleFlags.SYNC, -512)),
                new TrackRunBox(0, 0, 30, 0, 0, Table.of(0)),
                new SegmentIndexBox(1, 12_800, 0, 0, Table.of(3, 100, 512, 0x9000_0000)),
                new SegmentIndexBox(1, 12_800, WIDE, 7, Table.of(3, 100, 512, 0)),
                new EventMessageBox(0, "urn:x", "v", 1000, 1, 2, 3, Bytes.ofHex("0102")),
                new EventMessageBox(1, "urn:x", "", 1000, WIDE, 2, 3, Bytes.EMPTY),
                VisualSampleEntry.of("avc1", 640, 360, new AvcConfigurationBox(Bytes.ofHex("014d401effe000"))),
                VisualSampleEntry.of("hvc1", 640, 360, new PixelAspectRatioBox(4, 3)),
                AudioSampleEntry.of("mp4a", 2, 48_000, ElementaryStreamBox.audio(Bytes.ofHex("1190"))),
                AudioSampleEntry.of("Opus", 2, 48_000, new OpusSpecificBox(2, 312, 48_000, Bytes.ofHex("000000"))),
                new HevcConfigurationBox(Bytes.of(new byte[23])),
                new Av1ConfigurationBox(Bytes.ofHex("81050c00")),
                new VpConfigurationBox(Bytes.ofHex("01000000001f820202020000")),
                new OpaqueBox("free", Bytes.EMPTY),
                new OpaqueBox("uuid", Bytes.ofHex("00112233445566778899aabbccddeeff 01")),
                ContainerBox.of("moov", new OpaqueBox("udta", Bytes.ofHex("01020304"))));
    }

    @ParameterizedTest
    @MethodSource("boxes")
    void whatIsWrittenIsReadBack(Box box) throws Mp4Exception {
        byte[] bytes = BoxWriter.bytesOf(box);
        List<Box> read = BoxReader.read(Bytes.of(bytes), BoxPath.FILE);
        assertThat(BoxWriter.bytesOf(read.toArray(Box[]::new))).isEqualTo(bytes);
        if (!(box instanceof ContainerBox)) {
            assertThat(read).containsExactly(box);
        }
    }

    @Test
    void aTreeIsReadBackWithItsUnknownBoxes() throws Mp4Exception {
        byte[] bytes = BoxWriter.bytesOf(ContainerBox.of(
                "moov",
                new OpaqueBox("wxyz", Bytes.ofHex("cafe")),
                ContainerBox.of("trak", TrackHeaderBox.of(1, false, 2, 2)),
                ContainerBox.of("trak", TrackHeaderBox.of(2, false, 2, 2))));
        ContainerBox moov =
                (ContainerBox) BoxReader.read(Bytes.of(bytes), BoxPath.FILE).get(0);
        assertThat(moov.children()).hasSize(3);
        assertThat(moov.containers("trak").get(1).path()).hasToString("moov/trak[2]");
        assertThat(BoxWriter.bytesOf(moov)).isEqualTo(bytes);
    }
}
