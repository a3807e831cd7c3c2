package labwire.dash.title;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.media.FileSource;
import labwire.dash.media.MediaFile;
import labwire.dash.media.Track;
import labwire.dash.media.TrackKind;
import labwire.dash.title.TitleDescription.Media;

/**
 * A title that is open: its description and the tracks of its files. What of it is broken is left out and said in
 * {@link #problems}. Immutable; may be used from any thread.
 *
 * <p>A title that has been replaced need not be closed: responses may still be under way, and its files close when the
 * garbage collector finds that nobody reads them.
 */
public final class Title implements Closeable {
    private static final int MAX_SEGMENTATIONS = 16;

    /** Part of every entity tag: another one where the same files come to be packaged otherwise. */
    private static final String PACKAGING = "3";

    private static final int VERSION_BYTES = 8;

    private final String name;
    private final Path folder;
    private final TitleDescription description;
    private final List<TitleTrack> tracks;
    private final List<String> problems;
    private final List<FileSource> files;
    private final Stamp stamp;
    private final RecentlyUsed<Long, Segmentation> segmentations = new RecentlyUsed<>(MAX_SEGMENTATIONS);

    private Title(Path folder, String name, TitleDescription description, Opening opening, Stamp stamp) {
        this.name = name;
        this.folder = folder;
        this.description = description;
        this.tracks = List.copyOf(opening.tracks);
        this.problems = List.copyOf(opening.problems);
        this.files = List.copyOf(opening.files.values());
        this.stamp = stamp;
    }

    /**
     * Opens the title in a folder. Blocks.
     *
     * @throws TitleException if its description is wrong, or none of its media can be served
     * @throws IOException if its description cannot be read
     */
    public static Title open(Path folder, String name) throws TitleException, IOException {
        TitleDescription description = TitleFile.read(folder);
        // Before the files are read, so that what is written meanwhile is noticed.
        Stamp stamp = Stamp.of(folder, description);
        Opening opening = new Opening(folder, description.segmentMillis());
        for (Media media : description.media()) {
            opening.add(media);
        }
        if (opening.tracks.isEmpty()) {
            opening.close();
            throw new TitleException("no media left: " + String.join("; ", opening.problems));
        }
        return new Title(folder, name, description, opening, stamp);
    }

    /** What a title is made of while it is opened. */
    private static final class Opening {
        private final Path folder;
        private final Alignment alignment;
        private final Map<String, FileSource> files = new LinkedHashMap<>();
        private final Map<String, MediaFile> opened = new LinkedHashMap<>();
        private final List<TitleTrack> tracks = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Opening(Path folder, long segmentMillis) {
            this.folder = folder;
            this.alignment = new Alignment(segmentMillis);
        }

        void add(Media media) {
            try {
                TitleTrack track = open(media);
                Optional<String> problem = track.kind() == TrackKind.VIDEO ? alignment.add(track) : Optional.empty();
                problem.ifPresent(why -> problems.add(media.file() + ": " + why));
                if (problem.isEmpty()) {
                    tracks.add(track);
                }
            } catch (Mp4Exception | TitleException e) {
                problems.add(media.file() + ": " + e.getMessage());
            } catch (IOException e) {
                problems.add(media.file() + ": cannot be read: " + e);
            }
        }

        private FileSource open(String file) throws IOException {
            FileSource source = FileSource.open(folder.resolve(file));
            files.put(file, source);
            return source;
        }

        private static void check(Track track) throws TitleException {
            Optional<String> problem = TitleTrack.problem(track.info());
            if (problem.isPresent()) {
                throw new TitleException(problem.get());
            }
        }

        private static String language(Track track) {
            String language = Languages.shortest(track.info().language());
            return TitleFile.isLanguage(language) ? language : "und";
        }

        private TitleTrack open(Media media) throws Mp4Exception, TitleException, IOException {
            MediaFile file = opened.get(media.file());
            if (file == null) {
                file = MediaFile.open(open(media.file()));
                opened.put(media.file(), file);
                for (Mp4Exception unusable : file.unusable()) {
                    problems.add(media.file() + ": " + unusable.getMessage());
                }
            }
            List<Track> tracks = file.tracks();
            Integer wanted = media.track();
            for (Track track : tracks) {
                if (wanted == null ? tracks.size() == 1 : track.info().trackId() == wanted) {
                    check(track);
                    String language = media.language();
                    return new TitleTrack(
                            media.id(),
                            language == null ? language(track) : language,
                            Objects.requireNonNull(files.get(media.file())),
                            track,
                            file.selfIndexed());
                }
            }
            throw new TitleException("track " + (wanted == null ? "not named" : wanted) + " (expected: one of "
                    + tracks.stream().map(track -> "" + track.info().trackId()).toList() + ")");
        }

        void close() throws IOException {
            for (FileSource file : files.values()) {
                file.close();
            }
        }
    }

    /** What changes when a file of the title does, and when the last of them was written. */
    private record Stamp(String version, Instant modified) {
        static Stamp of(Path folder, TitleDescription description) throws IOException {
            StringBuilder files = new StringBuilder(PACKAGING);
            Instant modified = Instant.EPOCH;
            for (String name : names(description)) {
                files.append(name);
                try {
                    BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
                    Instant written = file.lastModifiedTime().toInstant();
                    files.append(' ').append(file.size()).append(' ').append(written);
                    modified = written.isAfter(modified) ? written : modified;
                } catch (NoSuchFileException e) {
                    files.append(" is missing");
                }
                files.append('\n');
            }
            return new Stamp(hash(files.toString()), modified.truncatedTo(ChronoUnit.SECONDS));
        }

        private static List<String> names(TitleDescription description) {
            List<String> names = new ArrayList<>(List.of(TitleFile.NAME));
            description.media().forEach(media -> names.add(media.file()));
            description.subtitles().forEach(subtitle -> names.add(subtitle.file()));
            description.thumbnails().forEach(thumbnails -> names.addAll(thumbnails.files()));
            return names;
        }

        private static String hash(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
                return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("a Java without SHA-256", e);
            }
        }
    }

    /** Whether a folder has the very files that were opened. Blocks. */
    public boolean isCurrent(Path other) {
        try {
            return other.equals(folder)
                    && Stamp.of(folder, TitleFile.read(folder)).version.equals(stamp.version);
        } catch (IOException | TitleException e) {
            return false;
        }
    }

    public String name() {
        return name;
    }

    public TitleDescription description() {
        return description;
    }

    /** Those that can be served, in the order of the description. */
    public List<TitleTrack> tracks() {
        return tracks;
    }

    /** What cannot be served, and why: {@code v720.mp4: moov/trak[1]: …}. */
    public List<String> problems() {
        return problems;
    }

    /** When the last of its files was written, to the second. */
    public Instant modified() {
        return stamp.modified;
    }

    /** Of a resource that is the same as long as the title's files are. */
    public String entityTag(String path) {
        return stamp.version + "-" + Integer.toHexString(path.hashCode());
    }

    /** @param millis about how long segments shall be; 0 for as long as the description says */
    public Segmentation segmentation(long millis) {
        long own = description.segmentMillis();
        Segmentation cut = segmentations.get(millis == 0 ? own : millis, target -> Segmentation.of(tracks, target));
        // What segments of the title's own length need is said of longer ones too: to wait for less is enough then.
        return millis > own ? cut.withRatesOf(segmentation(own)) : cut;
    }

    /** A small file beside the media, whole. Blocks as a page cache may. */
    byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    @Override
    public void close() throws IOException {
        for (FileSource file : files) {
            file.close();
        }
    }
}
