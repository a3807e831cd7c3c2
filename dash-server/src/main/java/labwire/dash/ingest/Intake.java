package labwire.dash.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.dash.ingest.Ingest.FileKind;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.media.FileSource;
import labwire.dash.media.MediaFile;
import labwire.dash.media.Track;
import labwire.dash.media.TrackInfo;
import labwire.dash.media.TrackKind;
import labwire.dash.title.Alignment;
import labwire.dash.title.Languages;
import labwire.dash.title.TitleDescription;
import labwire.dash.title.TitleDescription.Media;
import labwire.dash.title.TitleDescription.Subtitle;
import labwire.dash.title.TitleDescription.Thumbnails;
import labwire.dash.title.TitleException;
import labwire.dash.title.TitleTrack;

/** Examines files one by one, and collects what a title can be made of. Not for several threads. */
final class Intake {
    private static final Pattern LANGUAGE_IN_NAME =
            Pattern.compile("(?:.*\\.)?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.vtt");

    /** Audio that is further off than this, and than a tenth, belongs to something else. */
    private static final double AUDIO_DIFFERENCE_SECONDS = 2;

    private final IngestSettings settings;
    private final Alignment alignment;
    private final Set<String> ids = new HashSet<>();
    private final List<Media> media = new ArrayList<>();
    private final List<Subtitle> subtitles = new ArrayList<>();
    private final ThumbnailSheets sheets = new ThumbnailSheets();
    private final List<IngestReport.Accepted> accepted = new ArrayList<>();
    private final List<IngestReport.Refused> refused = new ArrayList<>();
    private double durationSeconds;

    Intake(IngestSettings settings) {
        this.settings = settings;
        this.alignment = new Alignment(settings.segment().toMillis());
    }

    List<IngestReport.Accepted> accepted() {
        return accepted;
    }

    List<IngestReport.Refused> refused() {
        return refused;
    }

    /** The title; to be asked for once. */
    TitleDescription description() throws TitleException {
        if (media.isEmpty()) {
            throw new TitleException("no media to make a title of: "
                    + String.join(
                            "; ",
                            refused.stream()
                                    .map(file -> file.source().getFileName() + ": " + file.reason())
                                    .toList()));
        }
        List<Thumbnails> thumbnails = sheets.describe(freshId("thumbs"), durationSeconds);
        return new TitleDescription(
                TitleDescription.FORMAT,
                settings.title(),
                settings.segment().toMillis(),
                media,
                subtitles,
                thumbnails,
                List.of());
    }

    /** @throws IOException if the title's folder cannot be written; a file that cannot be read is refused */
    void take(Path source, TitleFolder folder) throws IOException {
        switch (FileKind.of(source)) {
            case MEDIA -> takeMedia(source, folder);
            case SUBTITLES -> takeSubtitles(source, folder);
            case PICTURE -> takePicture(source, folder);
        }
    }

    private void refuse(Path source, String reason) {
        refused.add(new IngestReport.Refused(source, reason));
    }

    private void takeMedia(Path source, TitleFolder folder) throws IOException {
        List<Track> fitting = new ArrayList<>();
        MediaFile file;
        try (FileSource opened = FileSource.open(source)) {
            file = MediaFile.open(opened);
            file.unusable().forEach(reason -> refuse(source, String.valueOf(reason.getMessage())));
            for (Track track : file.tracks()) {
                Optional<String> problem = problem(source, opened, track);
                problem.ifPresent(reason -> refuse(source, reason));
                if (problem.isEmpty()) {
                    fitting.add(track);
                }
            }
        } catch (Mp4Exception e) {
            refuse(source, String.valueOf(e.getMessage()));
            return;
        } catch (IOException e) {
            refuse(source, "cannot be read: " + e);
            return;
        }
        if (fitting.isEmpty()) {
            return;
        }
        String name = folder.add(source, ".mp4");
        boolean alone = file.tracks().size() == 1;
        for (Track track : fitting) {
            accept(source, name, track, alone);
        }
    }

    private Optional<String> problem(Path source, FileSource file, Track track) {
        TrackInfo info = track.info();
        Optional<String> unfit = TitleTrack.problem(info);
        if (unfit.isPresent()) {
            return unfit;
        }
        if (info.kind() == TrackKind.VIDEO) {
            String name = source.getFileName().toString();
            Optional<String> problem = alignment.add(new TitleTrack(name, "und", file, track, Optional.empty()));
            if (problem.isEmpty() && durationSeconds == 0) {
                durationSeconds = info.durationSeconds();
            }
            return problem;
        }
        double difference = Math.abs(info.durationSeconds() - durationSeconds);
        if (durationSeconds > 0 && difference > Math.max(AUDIO_DIFFERENCE_SECONDS, durationSeconds / 10)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s lasts %.2f s, the video %.2f s (expected: the same content)",
                    info.codecs(),
                    info.durationSeconds(),
                    durationSeconds));
        }
        return Optional.empty();
    }

    private void accept(Path source, String file, Track track, boolean alone) {
        TrackInfo info = track.info();
        long bitsPerSecond = track.cut(settings.segment().toMillis() / 1000.0).averageBitsPerSecond();
        String said = Languages.shortest(info.language());
        String language = info.kind() == TrackKind.VIDEO || !said.equals("und") ? said : settings.language();
        String id = id(info, language, bitsPerSecond);
        media.add(new Media(
                id,
                file,
                alone ? null : (int) info.trackId(),
                info.kind() == TrackKind.VIDEO || language.equals(said) ? null : language));
        String shape = info.kind() == TrackKind.VIDEO ? info.width() + "x" + info.height() : language;
        String what = shape + " " + (bitsPerSecond + 500) / 1000 + " kbit/s " + info.codecs();
        accepted.add(new IngestReport.Accepted(source, id, what));
    }

    /** {@code v360} or {@code a64}; with the codec, then a number, where that is taken. */
    private String id(TrackInfo info, String language, long bitsPerSecond) {
        String id = switch (info.kind()) {
            case VIDEO -> "v" + info.height();
            case AUDIO -> "a" + (bitsPerSecond + 500) / 1000;
            case TEXT -> "t-" + language;
        };
        if (ids.contains(id) && info.kind() == TrackKind.AUDIO && !language.equals("und")) {
            id += "-" + language;
        }
        if (ids.contains(id)) {
            id += "-" + info.codecs().replaceFirst("\\..*", "");
        }
        return freshId(id);
    }

    private String freshId(String id) {
        String fresh = id;
        for (int i = 2; !ids.add(fresh); i++) {
            fresh = id + "-" + i;
        }
        return fresh;
    }

    private void takeSubtitles(Path source, TitleFolder folder) throws IOException {
        Optional<String> problem = WebVtt.problem(source);
        if (problem.isPresent()) {
            refuse(source, problem.get());
            return;
        }
        Matcher name = LANGUAGE_IN_NAME.matcher(source.getFileName().toString());
        String language = name.matches() && Languages.isKnown(name.group(1))
                ? Languages.shortest(name.group(1))
                : settings.language();
        String id = freshId(language);
        subtitles.add(new Subtitle(id, folder.add(source, ".vtt"), language));
        accepted.add(new IngestReport.Accepted(source, id, "subtitles " + language));
    }

    private void takePicture(Path source, TitleFolder folder) throws IOException {
        Optional<String> problem = sheets.add(source);
        if (problem.isPresent()) {
            refuse(source, problem.get());
            return;
        }
        sheets.addFile(folder.add(source, ".jpg"));
        accepted.add(new IngestReport.Accepted(source, "thumbs", "thumbnails"));
    }
}
