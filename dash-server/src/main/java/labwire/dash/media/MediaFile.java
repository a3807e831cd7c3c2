package labwire.dash.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.ContainerBox;
import labwire.dash.isobmff.MovieHeaderBox;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SampleSizeBox;
import labwire.dash.isobmff.TrackExtendsBox;
import org.jspecify.annotations.Nullable;

/** An MP4, plain or fragmented, and its tracks. Immutable, as long as the file is; it does not close the file. */
public final class MediaFile {
    /** Tracks in a file. */
    public static final int MAX_TRACKS = 64;

    /**
     * A file that is served whole, and where a player finds what it needs of it ({@code SegmentBase}).
     *
     * @param initialization from the beginning to the end of {@code moov}
     * @param index a {@code sidx} that lists all fragments, in subsegments that each begin with a sync sample
     * @param whole the file as it is; or, if its own index is not such a one, with another in its place
     */
    public record SelfIndexed(ByteRange initialization, ByteRange index, Payload whole) {}

    private final List<Track> tracks;
    private final List<Mp4Exception> unusable;
    private final boolean fragmented;
    private final Optional<SelfIndexed> selfIndexed;

    private MediaFile(
            List<Track> tracks, List<Mp4Exception> unusable, boolean fragmented, Optional<SelfIndexed> selfIndexed) {
        this.tracks = List.copyOf(tracks);
        this.unusable = List.copyOf(unusable);
        this.fragmented = fragmented;
        this.selfIndexed = selfIndexed;
    }

    /**
     * Reads what a file says of itself: all but the media data. Blocks.
     *
     * @throws Mp4Exception if it is broken, or has no track that is supported
     * @throws IOException if it cannot be read
     */
    public static MediaFile open(FileSource file) throws Mp4Exception, IOException {
        List<BoxHeader> boxes = FileBoxes.scan(file);
        List<BoxHeader> movies =
                boxes.stream().filter(box -> box.type().equals("moov")).toList();
        if (movies.size() != 1) {
            throw new Mp4Exception(BoxPath.of("moov"), movies.size() + " in the file (expected: one)");
        }
        ContainerBox movie = BoxReader.readContainer(FileBoxes.body(file, movies.get(0)), BoxPath.of("moov"));
        return new Opening(file, boxes, movie).open();
    }

    /** In the file's order; at least one. */
    public List<Track> tracks() {
        return tracks;
    }

    /** Why other tracks are none of {@link #tracks}. */
    public List<Mp4Exception> unusable() {
        return unusable;
    }

    public boolean isFragmented() {
        return fragmented;
    }

    /** If it is fragmented, has one track and an index of it. */
    public Optional<SelfIndexed> selfIndexed() {
        return selfIndexed;
    }

    private static final class Opening {
        private final FileSource file;
        private final List<BoxHeader> boxes;
        private final ContainerBox movie;
        private final MediaData data;
        private final List<Track> tracks = new ArrayList<>();
        private final List<Mp4Exception> unusable = new ArrayList<>();

        Opening(FileSource file, List<BoxHeader> boxes, ContainerBox movie) {
            this.file = file;
            this.boxes = boxes;
            this.movie = movie;
            data = new MediaData(boxes);
        }

        MediaFile open() throws Mp4Exception, IOException {
            long timescale = movie.only(MovieHeaderBox.class, "mvhd").timescale();
            List<TrackDescription> descriptions = descriptions(timescale);
            boolean fragmented = boxes.stream().anyMatch(box -> box.type().equals("moof"));
            if (fragmented) {
                fragmentedTracks(descriptions, timescale);
            } else {
                plainTracks(descriptions, timescale);
            }
            if (tracks.isEmpty()) {
                throw unusable.isEmpty()
                        ? new Mp4Exception(movie.path(), "no track (expected: one or more)")
                        : unusable.get(0);
            }
            return new MediaFile(
                    tracks, unusable, fragmented, fragmented ? selfIndexed(descriptions.size()) : Optional.empty());
        }

        /** Of the tracks of supported kinds. */
        private List<TrackDescription> descriptions(long timescale) throws Mp4Exception {
            List<ContainerBox> boxes = movie.containers("trak");
            if (boxes.size() > MAX_TRACKS) {
                throw new Mp4Exception(movie.path(), boxes.size() + " tracks (expected: at most " + MAX_TRACKS + ")");
            }
            Map<Long, TrackDescription> descriptions = new LinkedHashMap<>();
            for (ContainerBox box : boxes) {
                try {
                    TrackDescription track = TrackDescription.read(box, timescale);
                    track.info();
                    if (descriptions.putIfAbsent(track.trackId(), track) != null) {
                        throw new Mp4Exception(
                                box.path().child("tkhd"), "track " + track.trackId() + " again (expected: once)");
                    }
                } catch (Mp4Exception e) {
                    unusable.add(e);
                }
            }
            return List.copyOf(descriptions.values());
        }

        private void plainTracks(List<TrackDescription> descriptions, long timescale) {
            for (TrackDescription track : descriptions) {
                try {
                    tracks.add(PlainTrack.read(file, track, timescale, data));
                } catch (Mp4Exception e) {
                    unusable.add(e);
                }
            }
        }

        private void fragmentedTracks(List<TrackDescription> descriptions, long timescale)
                throws Mp4Exception, IOException {
            Map<Long, TrackExtendsBox> defaults = new LinkedHashMap<>();
            for (TrackExtendsBox box : movie.container("mvex").all(TrackExtendsBox.class)) {
                defaults.putIfAbsent(box.trackId(), box);
            }
            Map<Long, FragmentScan.Found> found = new FragmentScan(file, data, defaults).scan(boxes);
            for (TrackDescription track : descriptions) {
                try {
                    tracks.add(fragmentedTrack(
                            track, timescale, defaults.get(track.trackId()), found.get(track.trackId())));
                } catch (Mp4Exception e) {
                    unusable.add(e);
                }
            }
        }

        private FragmentedTrack fragmentedTrack(
                TrackDescription track,
                long timescale,
                @Nullable TrackExtendsBox defaults,
                FragmentScan.@Nullable Found found)
                throws Mp4Exception {
            if (defaults == null || found == null) {
                throw new Mp4Exception(track.path(), "no fragment of the track (expected: one or more)");
            }
            long inMovie = track.sampleTable()
                    .optional(SampleSizeBox.class)
                    .map(SampleSizeBox::count)
                    .orElse(0L);
            if (inMovie > 0) {
                throw new Mp4Exception(
                        track.path().child("stsz"),
                        inMovie + " samples beside those in fragments (expected: none; ffmpeg writes so with "
                                + "-movflags +empty_moov)");
            }
            if (!found.fragments.get(0).sync()) {
                throw new Mp4Exception(
                        track.path(), "the first fragment begins without a sync sample (expected: with one)");
            }
            return new FragmentedTrack(
                    file, track, timescale, defaults, found.fragments, found.earliest, found.sampleDuration);
        }

        private Optional<SelfIndexed> selfIndexed(int described) throws Mp4Exception, IOException {
            List<BoxHeader> indexes =
                    boxes.stream().filter(box -> box.type().equals("sidx")).toList();
            if (described != 1
                    || movie.containers("trak").size() != 1
                    || indexes.size() != 1
                    || !(tracks.get(0) instanceof FragmentedTrack track)
                    || !track.selfContained()) {
                return Optional.empty();
            }
            BoxHeader movieHeader = boxes.stream()
                    .filter(box -> box.type().equals("moov"))
                    .findFirst()
                    .orElseThrow();
            return IndexedFile.read(file, movieHeader, indexes.get(0), track);
        }
    }
}
