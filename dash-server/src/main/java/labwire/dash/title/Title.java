package labwire.dash.title;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import labwire.dash.title.TitleDescription.Subtitle;
import labwire.dash.title.TitleDescription.Thumbnails;

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
    private static final String PACKAGING = "2";

    private static final int VERSION_BYTES = 8;

    private final String name;
    private final Path folder;
    private final TitleDescription description;
    private final List<TitleTrack> tracks;
    private final List<String> problems;
    private final List<FileSource> files;
    private final String version;
    private final Instant modified;
    private final RecentlyUsed<Long, Segmentation> segmentations = new RecentlyUsed<>(MAX_SEGMENTATIONS);

    private Title(Path folder, String name, TitleDescription description, Opening opening) throws IOException {
        this.name = name;
        this.folder = folder;
        this.description = description;
        this.tracks = List.copyOf(opening.tracks);
        this.problems = List.copyOf(opening.problems);
        this.files = List.copyOf(opening.files.values());
        this.version = version(stamp(folder, description));
        this.modified = Files.getLastModifiedTime(folder.resolve(TitleFile.NAME))
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Opens the title in a folder. Blocks.
     *
     * @throws TitleException if its description is wrong, or none of its media can be served
     * @throws IOException if its description cannot be read
     */
    public static Title open(Path folder, String name) throws TitleException, IOException {
        TitleDescription description = TitleFile.read(folder);
        Opening opening = new Opening(folder, description.segmentMillis());
        for (Media media : description.media()) {
            opening.add(media);
        }
        if (opening.tracks.isEmpty()) {
            opening.close();
            throw new TitleException("no media left: " + String.join("; ", opening.problems));
        }
        return new Title(folder, name, description, opening);
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

    /** What changes when a file of the title does. */
    static String stamp(Path folder, TitleDescription description) throws IOException {
        StringBuilder stamp = new StringBuilder(stamp(folder.resolve(TitleFile.NAME)));
        for (Media media : description.media()) {
            stamp.append(stamp(folder.resolve(media.file())));
        }
        for (Subtitle subtitle : description.subtitles()) {
            stamp.append(stamp(folder.resolve(subtitle.file())));
        }
        for (Thumbnails thumbnails : description.thumbnails()) {
            stamp.append(stamp(folder.resolve(thumbnails.files().get(0))));
        }
        return stamp.toString();
    }

    private static String stamp(Path file) throws IOException {
        return Files.exists(file)
                ? file.getFileName() + " " + Files.size(file) + " "
                        + Files.getLastModifiedTime(file).toMillis() + "\n"
                : file.getFileName() + " is missing\n";
    }

    private static String version(String stamp) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((PACKAGING + stamp).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }

    /** Whether a folder has the very files that were opened. Blocks. */
    public boolean isCurrent(Path other) {
        try {
            return other.equals(folder)
                    && version(stamp(folder, TitleFile.read(folder))).equals(version);
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

    /** When its description was written, to the second. */
    public Instant modified() {
        return modified;
    }

    /** Of a resource that is the same as long as the title's files are. */
    public String entityTag(String path) {
        return version + "-" + Integer.toHexString(path.hashCode());
    }

    /** @param millis about how long segments shall be; 0 for as long as the description says */
    public Segmentation segmentation(long millis) {
        return segmentations.get(
                millis == 0 ? description.segmentMillis() : millis, target -> Segmentation.of(tracks, target));
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
