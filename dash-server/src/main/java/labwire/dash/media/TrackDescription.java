package labwire.dash.media;

import java.util.List;
import java.util.Optional;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.DataReferenceBox;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.HandlerBox;
import labwire.dash.isobmff.MediaHeaderBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.PixelAspectRatioBox;
import labwire.dash.isobmff.SampleDescriptionBox;
import labwire.dash.isobmff.TrackHeaderBox;
import labwire.dash.isobmff.VisualSampleEntry;

/** A {@code trak} without its samples. */
record TrackDescription(
        TrackHeaderBox header,
        MediaHeaderBox media,
        HandlerBox handler,
        Box mediaInformationHeader,
        SampleDescriptionBox descriptions,
        Edit edit,
        Optional<EditListBox> editList,
        ContainerBox sampleTable) {

    /** Reads one; what the sample entries mean is seen to by {@link #info}. */
    static TrackDescription read(ContainerBox track, long movieTimescale) throws Mp4Exception {
        ContainerBox media = track.container("mdia");
        ContainerBox information = media.container("minf");
        ContainerBox sampleTable = information.container("stbl");
        MediaHeaderBox mediaHeader = media.only(MediaHeaderBox.class, "mdhd");
        Optional<DataReferenceBox> reference = information.container("dinf").optional(DataReferenceBox.class);
        if (reference.isPresent() && !reference.get().inThisFile()) {
            throw new Mp4Exception(
                    information.path().child("dinf").child("dref"), "media in other files (expected: in this file)");
        }
        Optional<ContainerBox> edits = track.optionalContainer("edts");
        Optional<EditListBox> editList = edits.isPresent() ? edits.get().optional(EditListBox.class) : Optional.empty();
        BoxPath editPath = track.path().child("edts").child("elst");
        return new TrackDescription(
                track.only(TrackHeaderBox.class, "tkhd"),
                mediaHeader,
                media.only(HandlerBox.class, "hdlr"),
                mediaInformationHeader(information),
                sampleTable.only(SampleDescriptionBox.class, "stsd"),
                Edit.of(editList, movieTimescale, mediaHeader.timescale(), editPath),
                editList,
                sampleTable);
    }

    private static Box mediaInformationHeader(ContainerBox information) throws Mp4Exception {
        for (Box child : information.children()) {
            switch (child.type()) {
                case "vmhd", "smhd", "nmhd", "sthd" -> {
                    return child;
                }
                default -> {}
            }
        }
        throw new Mp4Exception(information.path(), "no media header (expected: vmhd, smhd, nmhd or sthd)");
    }

    long trackId() {
        return header.trackId();
    }

    long timescale() {
        return media.timescale();
    }

    BoxPath path() {
        return sampleTable.path();
    }

    /** The same, with this one sample entry. */
    TrackDescription withEntry(int entry) {
        return new TrackDescription(
                header,
                media,
                handler,
                mediaInformationHeader,
                SampleDescriptionBox.of(descriptions.entries().get(entry)),
                edit,
                editList,
                sampleTable);
    }

    /**
     * What it holds, without times.
     *
     * @throws Mp4Exception if it is nothing that is packaged
     */
    TrackInfo info() throws Mp4Exception {
        List<Box> entries = descriptions.entries();
        BoxPath path = path().child("stsd");
        if (entries.isEmpty()) {
            throw new Mp4Exception(path, "no sample entry (expected: one)");
        }
        Codec codec = Codec.of(entries.get(0), path);
        for (Box entry : entries) {
            if (!Codec.of(entry, path).equals(codec)) {
                throw new Mp4Exception(
                        path, "entries of " + codec.name() + " and others (expected: of one codec and profile)");
            }
        }
        int width = 0;
        int height = 0;
        Ratio aspect = Ratio.ONE;
        if (entries.get(0) instanceof VisualSampleEntry video) {
            width = video.width();
            height = video.height();
            aspect = new ContainerBox(path, video.children())
                    .optional(PixelAspectRatioBox.class)
                    .map(box -> Ratio.of(box.horizontal(), box.vertical()))
                    .filter(ratio -> ratio.numerator() > 0)
                    .orElse(Ratio.ONE);
        }
        return new TrackInfo(
                trackId(),
                codec.kind(),
                codec.name(),
                timescale(),
                media.language(),
                width,
                height,
                aspect,
                Ratio.ZERO,
                codec.sampleRate(),
                codec.channels(),
                0);
    }
}
