package labwire.dash.isobmff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads boxes out of bytes. */
public final class BoxReader {
    /** How deep boxes lie in boxes. */
    public static final int MAX_DEPTH = 10;

    /** How many boxes, inner ones included, one reading gives. */
    public static final int MAX_BOXES = 20_000;

    private int boxes;

    private BoxReader() {}

    /**
     * Reads box after box, to the end of the bytes.
     *
     * @param path what encloses them
     * @throws Mp4Exception if one is malformed, or a limit is passed
     */
    public static List<Box> read(Bytes bytes, BoxPath path) throws Mp4Exception {
        return new BoxReader().boxes(new BoxInput(path, bytes), 0);
    }

    /**
     * Reads the inside of a container.
     *
     * @param body what follows its header
     */
    public static ContainerBox readContainer(Bytes body, BoxPath path) throws Mp4Exception {
        return new ContainerBox(path, read(body, path));
    }

    private List<Box> boxes(BoxInput in, int depth) throws Mp4Exception {
        if (depth >= MAX_DEPTH) {
            throw in.refuse("box in box, " + depth + " deep", "at most " + MAX_DEPTH);
        }
        List<Box> found = new ArrayList<>();
        Map<String, Integer> ordinals = new LinkedHashMap<>();
        while (in.remaining() > 0 && !in.atTerminator()) {
            if (++boxes > MAX_BOXES) {
                throw in.refuse("more than " + MAX_BOXES + " boxes", "fewer");
            }
            Bytes start = in.peek(BoxHeader.MAX_SIZE);
            BoxHeader header = BoxHeader.read(start, 0, in.remaining(), in.path());
            in.bytes(header.headerSize());
            int ordinal = ordinals.merge(header.type(), 1, Integer::sum);
            BoxPath path = in.path().child(header.type(), ordinal);
            found.add(box(header.type(), new BoxInput(path, in.bytes((int) header.bodySize())), depth + 1));
        }
        return found;
    }

    private Box box(String type, BoxInput in, int depth) throws Mp4Exception {
        return switch (type) {
            case "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf" ->
                new ContainerBox(in.path(), boxes(in, depth));
            case "ftyp", "styp" -> FileTypeBox.read(type, in);
            case "mvhd" -> MovieHeaderBox.read(in);
            case "tkhd" -> TrackHeaderBox.read(in);
            case "elst" -> EditListBox.read(in);
            case "mdhd" -> MediaHeaderBox.read(in);
            case "hdlr" -> HandlerBox.read(in);
            case "dref" -> DataReferenceBox.read(in);
            case "stsd" -> sampleDescriptions(in, depth);
            case "stts" -> TimeToSampleBox.read(in);
            case "ctts" -> CompositionOffsetBox.read(in);
            case "stsc" -> SampleToChunkBox.read(in);
            case "stsz", "stz2" -> SampleSizeBox.read(type, in);
            case "stco", "co64" -> ChunkOffsetBox.read(type, in);
            case "stss" -> SyncSampleBox.read(in);
            case "trex" -> TrackExtendsBox.read(in);
            case "mfhd" -> MovieFragmentHeaderBox.read(in);
            case "tfhd" -> TrackFragmentHeaderBox.read(in);
            case "tfdt" -> TrackFragmentDecodeTimeBox.read(in);
            case "trun" -> TrackRunBox.read(in);
            case "sidx" -> SegmentIndexBox.read(in);
            case "emsg" -> EventMessageBox.read(in);
            case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09" ->
                new VisualSampleEntry(type, in.bytes(VisualSampleEntry.FIXED_SIZE), boxes(in, depth));
            case "mp4a", "Opus" -> new AudioSampleEntry(type, AudioSampleEntry.readFixed(in), boxes(in, depth));
            case "avcC" -> AvcConfigurationBox.read(in);
            case "hvcC" -> HevcConfigurationBox.read(in);
            case "av1C" -> Av1ConfigurationBox.read(in);
            case "vpcC" -> VpConfigurationBox.read(in);
            case "esds" -> ElementaryStreamBox.read(in);
            case "dOps" -> OpusSpecificBox.read(in);
            case "pasp" -> PixelAspectRatioBox.read(in);
            default -> new OpaqueBox(type, in.rest());
        };
    }

    private SampleDescriptionBox sampleDescriptions(BoxInput in, int depth) throws Mp4Exception {
        long count = SampleDescriptionBox.readCount(in);
        List<Box> entries = boxes(in, depth);
        if (entries.size() != count) {
            throw in.refuse(count + " sample entries, of which " + entries.size() + " are there", "as many as it says");
        }
        return new SampleDescriptionBox(entries);
    }
}
