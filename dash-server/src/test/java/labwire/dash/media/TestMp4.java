package labwire.dash.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ChunkOffsetBox;
import labwire.dash.isobmff.CompositionOffsetBox;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.DataReferenceBox;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.FileTypeBox;
import labwire.dash.isobmff.HandlerBox;
import labwire.dash.isobmff.MediaHeaderBox;
import labwire.dash.isobmff.MovieFragmentHeaderBox;
import labwire.dash.isobmff.MovieHeaderBox;
import labwire.dash.isobmff.OpaqueBox;
import labwire.dash.isobmff.SampleDescriptionBox;
import labwire.dash.isobmff.SampleSizeBox;
import labwire.dash.isobmff.SampleToChunkBox;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.isobmff.SyncSampleBox;
import labwire.dash.isobmff.Table;
import labwire.dash.isobmff.TimeToSampleBox;
import labwire.dash.isobmff.TrackExtendsBox;
import labwire.dash.isobmff.TrackFragmentDecodeTimeBox;
import labwire.dash.isobmff.TrackFragmentHeaderBox;
import labwire.dash.isobmff.TrackHeaderBox;
import labwire.dash.isobmff.TrackRunBox;

/**
 * Small MP4s for tests, plain and fragmented, which need no encoder.
 *
 * <pre>{@code
 * TestMp4.plain(TestTrack.video(1, "avc1").seconds(10), TestTrack.audio(2, "mp4a").seconds(10)).write(path);
 * TestMp4.fragmented(16, TestTrack.video(1, "hvc1")).write(path);
 * }</pre>
 */
public final class TestMp4 {
    /** Of the movie, and of edit lists. */
    public static final int MOVIE_TIMESCALE = 1000;

    private static final FileTypeBox BRANDS = new FileTypeBox("ftyp", "isom", 512, List.of("isom", "iso2", "mp41"));
    private static final int RUN_FLAGS = TrackRunBox.DATA_OFFSET
            | TrackRunBox.DURATION
            | TrackRunBox.SIZE
            | TrackRunBox.FLAGS
            | TrackRunBox.COMPOSITION_OFFSET;

    private final byte[] bytes;

    private TestMp4(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes);
    }

    /** {@code ftyp moov mdat}, the chunks of the tracks in turn. */
    public static TestMp4 plain(TestTrack... tracks) {
        int movie = BoxWriter.bytesOf(BRANDS, plainMovie(0, tracks)).length;
        BoxWriter out = new BoxWriter().box(BRANDS).box(plainMovie(movie + 8L, tracks));
        return new TestMp4(
                out.box(new OpaqueBox("mdat", Bytes.of(plainData(tracks)))).toArray());
    }

    /**
     * The same with a hole of so many bytes before the first chunk, in a file that is sparse where the system has such.
     *
     * @param hole more than 2^32, so that sizes and offsets have 64 bits
     */
    public static void writePlainWithHole(Path file, long hole, TestTrack... tracks) throws IOException {
        int movie = BoxWriter.bytesOf(BRANDS, plainMovie(hole, tracks)).length;
        byte[] data = plainData(tracks);
        BoxWriter head = new BoxWriter().box(BRANDS).box(plainMovie(movie + 16 + hole, tracks));
        head.u32(1).fourCharacters("mdat").i64(16 + hole + data.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(head.toArray()), 0);
            channel.write(ByteBuffer.wrap(data), movie + 16 + hole);
        }
    }

    private static byte[] plainData(TestTrack... tracks) {
        BoxWriter data = new BoxWriter();
        for (int chunk = 0; chunk < chunkCount(tracks); chunk++) {
            for (TestTrack track : tracks) {
                int end = Math.min(track.samples, (chunk + 1) * track.samplesPerChunk);
                for (int sample = chunk * track.samplesPerChunk; sample < end; sample++) {
                    data.bytes(Bytes.of(track.data(sample)));
                }
            }
        }
        return data.toArray();
    }

    private static int chunkCount(TestTrack... tracks) {
        int chunks = 0;
        for (TestTrack track : tracks) {
            chunks = Math.max(chunks, (track.samples + track.samplesPerChunk - 1) / track.samplesPerChunk);
        }
        return chunks;
    }

    private static ContainerBox plainMovie(long dataOffset, TestTrack... tracks) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new MovieHeaderBox(MOVIE_TIMESCALE, 10_000, 9));
        List<List<Long>> offsets = new ArrayList<>();
        for (int i = 0; i < tracks.length; i++) {
            offsets.add(new ArrayList<>());
        }
        long offset = dataOffset;
        for (int chunk = 0; chunk < chunkCount(tracks); chunk++) {
            for (int i = 0; i < tracks.length; i++) {
                int first = chunk * tracks[i].samplesPerChunk;
                int end = Math.min(tracks[i].samples, first + tracks[i].samplesPerChunk);
                if (first < end) {
                    offsets.get(i).add(offset);
                }
                for (int sample = first; sample < end; sample++) {
                    offset += tracks[i].size.applyAsInt(sample);
                }
            }
        }
        for (int i = 0; i < tracks.length; i++) {
            boxes.add(track(tracks[i], sampleTable(tracks[i], offsets.get(i))));
        }
        return ContainerBox.of("moov", boxes);
    }

    private static ContainerBox track(TestTrack track, List<Box> sampleTable) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(TrackHeaderBox.of(track.trackId, track.handler().equals("soun"), track.width, track.height));
        if (!track.edits.isEmpty()) {
            boxes.add(ContainerBox.of("edts", new EditListBox(track.edits)));
        }
        boxes.add(ContainerBox.of(
                "mdia",
                new MediaHeaderBox(track.timescale, track.decodeTime(track.samples), track.language),
                new HandlerBox(track.handler(), "test"),
                ContainerBox.of(
                        "minf",
                        track.mediaHeader(),
                        ContainerBox.of("dinf", DataReferenceBox.SELF),
                        ContainerBox.of("stbl", sampleTable))));
        return ContainerBox.of("trak", boxes);
    }

    private static List<Box> sampleTable(TestTrack track, List<Long> chunkOffsets) {
        int last = track.samples % track.samplesPerChunk;
        Table chunks = last == 0 || chunkOffsets.size() == 1
                ? Table.of(3, 1, Math.min(track.samples, track.samplesPerChunk), 1)
                : Table.of(3, 1, track.samplesPerChunk, 1, chunkOffsets.size(), last, 1);
        BoxWriter times = new BoxWriter();
        BoxWriter compositions = new BoxWriter();
        BoxWriter sizes = new BoxWriter();
        BoxWriter syncs = new BoxWriter();
        for (int sample = 0; sample < track.samples; sample++) {
            times.i32(1).i32(track.duration.applyAsInt(sample));
            compositions.i32(1).i32(track.compositionOffset.applyAsInt(sample));
            sizes.i32(track.size.applyAsInt(sample));
            if (track.isSync(sample)) {
                syncs.i32(sample + 1);
            }
        }
        List<Box> boxes = new ArrayList<>(List.of(
                SampleDescriptionBox.of(track.sampleEntry()),
                new TimeToSampleBox(new Table(2, Bytes.of(times.toArray()))),
                new CompositionOffsetBox(1, new Table(2, Bytes.of(compositions.toArray()))),
                new SampleToChunkBox(chunks),
                new SampleSizeBox("stsz", 0, track.samples, 32, Bytes.of(sizes.toArray())),
                chunkOffsets(chunkOffsets)));
        if (track.keyDistance > 1) {
            boxes.add(new SyncSampleBox(new Table(1, Bytes.of(syncs.toArray()))));
        }
        return boxes;
    }

    private static ChunkOffsetBox chunkOffsets(List<Long> offsets) {
        boolean wide = offsets.get(0) >>> 32 != 0;
        BoxWriter words = new BoxWriter();
        for (long offset : offsets) {
            if (wide) {
                words.i64(offset);
            } else {
                words.u32(offset);
            }
        }
        return new ChunkOffsetBox(wide ? "co64" : "stco", new Table(wide ? 2 : 1, Bytes.of(words.toArray())));
    }

    /** {@code ftyp moov}, for one track {@code sidx}, then {@code moof mdat} for each so many samples of each track. */
    public static TestMp4 fragmented(int samplesPerFragment, TestTrack... tracks) {
        BoxWriter out = new BoxWriter().box(BRANDS).box(fragmentedMovie(tracks));
        List<byte[]> fragments = new ArrayList<>();
        for (int fragment = 0; fragment * samplesPerFragment < mostSamples(tracks); fragment++) {
            for (TestTrack track : tracks) {
                int first = fragment * samplesPerFragment;
                int end = Math.min(track.samples, first + samplesPerFragment);
                if (first < end) {
                    fragments.add(fragment(fragments.size() + 1, track, first, end));
                }
            }
        }
        if (tracks.length == 1) {
            out.box(index(tracks[0], samplesPerFragment, fragments));
        }
        fragments.forEach(fragment -> out.bytes(Bytes.of(fragment)));
        return new TestMp4(out.toArray());
    }

    private static int mostSamples(TestTrack... tracks) {
        int most = 0;
        for (TestTrack track : tracks) {
            most = Math.max(most, track.samples);
        }
        return most;
    }

    static ContainerBox fragmentedMovie(TestTrack... tracks) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new MovieHeaderBox(MOVIE_TIMESCALE, 0, 9));
        List<Box> defaults = new ArrayList<>();
        for (TestTrack track : tracks) {
            boxes.add(track(
                    track,
                    List.of(
                            SampleDescriptionBox.of(track.sampleEntry()),
                            TimeToSampleBox.EMPTY,
                            SampleToChunkBox.EMPTY,
                            SampleSizeBox.EMPTY,
                            ChunkOffsetBox.EMPTY)));
            defaults.add(new TrackExtendsBox(track.trackId, 1, 0, 0, 0));
        }
        boxes.add(ContainerBox.of("mvex", defaults));
        return ContainerBox.of("moov", boxes);
    }

    private static SegmentIndexBox index(TestTrack track, int samplesPerFragment, List<byte[]> fragments) {
        BoxWriter rows = new BoxWriter();
        for (int i = 0; i < fragments.size(); i++) {
            int first = i * samplesPerFragment;
            int end = Math.min(track.samples, first + samplesPerFragment);
            rows.i32(fragments.get(i).length).u32(track.decodeTime(end) - track.decodeTime(first));
            rows.i32(track.isSync(first) ? 0x9000_0000 : 0);
        }
        return new SegmentIndexBox(track.trackId, track.timescale, 0, 0, new Table(3, Bytes.of(rows.toArray())));
    }

    /** A {@code moof} of one track, and its {@code mdat}. */
    private static byte[] fragment(int number, TestTrack track, int first, int end) {
        ContainerBox measured = moof(number, List.of(traf(track, first, end, 0)));
        int offset = BoxWriter.bytesOf(measured).length + 8;
        return BoxWriter.bytesOf(moof(number, List.of(traf(track, first, end, offset))), data(track, first, end));
    }

    static ContainerBox moof(int number, List<ContainerBox> parts) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(new MovieFragmentHeaderBox(number));
        boxes.addAll(parts);
        return ContainerBox.of("moof", boxes);
    }

    static ContainerBox traf(TestTrack track, int first, int end, int dataOffset) {
        return ContainerBox.of(
                "traf",
                new TrackFragmentHeaderBox(TrackFragmentHeaderBox.DEFAULT_BASE_IS_MOOF, track.trackId, 0, 0, 0, 0, 0),
                new TrackFragmentDecodeTimeBox(track.decodeTime(first)),
                run(track, first, end, dataOffset));
    }

    static TrackRunBox run(TestTrack track, int first, int end, int dataOffset) {
        BoxWriter rows = new BoxWriter();
        for (int sample = first; sample < end; sample++) {
            rows.i32(track.duration.applyAsInt(sample)).i32(track.size.applyAsInt(sample));
            rows.i32(track.sampleFlags(sample)).i32(track.compositionOffset.applyAsInt(sample));
        }
        return new TrackRunBox(1, RUN_FLAGS, end - first, dataOffset, 0, new Table(4, Bytes.of(rows.toArray())));
    }

    static OpaqueBox data(TestTrack track, int first, int end) {
        BoxWriter data = new BoxWriter();
        for (int sample = first; sample < end; sample++) {
            data.bytes(Bytes.of(track.data(sample)));
        }
        return new OpaqueBox("mdat", Bytes.of(data.toArray()));
    }
}
