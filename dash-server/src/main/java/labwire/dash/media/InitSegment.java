package labwire.dash.media;

import java.util.List;
import java.util.Optional;
import labwire.dash.isobmff.Box;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.ChunkOffsetBox;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.DataReferenceBox;
import labwire.dash.isobmff.EditListBox;
import labwire.dash.isobmff.FileTypeBox;
import labwire.dash.isobmff.MediaHeaderBox;
import labwire.dash.isobmff.MovieHeaderBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleSizeBox;
import labwire.dash.isobmff.SampleToChunkBox;
import labwire.dash.isobmff.TimeToSampleBox;
import labwire.dash.isobmff.TrackExtendsBox;

/**
 * An initialization segment (CMAF header, ISO/IEC 23000-19, 7.3.1): {@code ftyp}, and a {@code moov} of one track without
 * samples. Written for a track, and read as a player does.
 *
 * @param defaults what the track's fragments say if they say nothing
 */
public record InitSegment(TrackInfo info, TrackExtendsBox defaults, long presentationOffsetTicks) {
    private static final FileTypeBox BRANDS =
            new FileTypeBox("ftyp", "iso6", 0, List.of("iso6", "cmfc", "mp41", "dash"));

    /**
     * Reads one.
     *
     * @throws Mp4Exception if it is no initialization segment of one track
     */
    public static InitSegment read(byte[] bytes) throws Mp4Exception {
        ContainerBox file = new ContainerBox(BoxPath.FILE, BoxReader.read(Bytes.of(bytes), BoxPath.FILE));
        ContainerBox movie = file.container("moov");
        List<ContainerBox> tracks = movie.containers("trak");
        if (tracks.size() != 1) {
            throw new Mp4Exception(movie.path(), tracks.size() + " tracks (expected: one)");
        }
        long movieTimescale = movie.only(MovieHeaderBox.class, "mvhd").timescale();
        TrackDescription track = TrackDescription.read(tracks.get(0), movieTimescale);
        Optional<TrackExtendsBox> defaults = defaults(movie, track.trackId());
        return new InitSegment(
                track.info(),
                defaults.orElseThrow(() -> new Mp4Exception(
                        movie.path().child("mvex"), "no trex of track " + track.trackId() + " (expected: one)")),
                track.edit().mediaTime() - track.edit().delay());
    }

    /** What a movie says of a track's fragments. */
    static Optional<TrackExtendsBox> defaults(ContainerBox movie, long trackId) throws Mp4Exception {
        Optional<ContainerBox> extensions = movie.optionalContainer("mvex");
        if (extensions.isEmpty()) {
            return Optional.empty();
        }
        return extensions.get().all(TrackExtendsBox.class).stream()
                .filter(box -> box.trackId() == trackId)
                .findFirst();
    }

    /** Writes one for a track, with these edits. */
    static byte[] write(
            TrackDescription track, long movieTimescale, TrackExtendsBox defaults, List<EditListBox.Edit> edits) {
        ContainerBox sampleTable = ContainerBox.of(
                "stbl",
                track.descriptions(),
                TimeToSampleBox.EMPTY,
                SampleToChunkBox.EMPTY,
                SampleSizeBox.EMPTY,
                ChunkOffsetBox.EMPTY);
        ContainerBox media = ContainerBox.of(
                "mdia",
                new MediaHeaderBox(track.timescale(), 0, track.media().language()),
                track.handler(),
                ContainerBox.of(
                        "minf",
                        track.mediaInformationHeader(),
                        ContainerBox.of("dinf", DataReferenceBox.SELF),
                        sampleTable));
        Box header = track.header().withDuration(0);
        ContainerBox trak = edits.isEmpty()
                ? ContainerBox.of("trak", header, media)
                : ContainerBox.of("trak", header, ContainerBox.of("edts", new EditListBox(edits)), media);
        ContainerBox movie = ContainerBox.of(
                "moov",
                new MovieHeaderBox(movieTimescale, 0, track.trackId() + 1),
                trak,
                ContainerBox.of("mvex", defaults));
        return BoxWriter.bytesOf(BRANDS, movie);
    }
}
