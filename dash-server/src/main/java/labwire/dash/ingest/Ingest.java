package labwire.dash.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import labwire.dash.title.Title;
import labwire.dash.title.TitleDescription;
import labwire.dash.title.TitleException;
import labwire.dash.title.TitleFile;
import labwire.dash.title.TitleNames;

/** Makes a title of files. Blocks; may be used from any thread. */
public final class Ingest {
    /** Files of one title. */
    static final int MAX_FILES = 4096;

    private static final double LADDER_PART = 0.9;

    private Ingest() {}

    /**
     * Makes a title: MP4 files of one content become its rungs, {@code .vtt} files its subtitles ({@code film.de.vtt}
     * is German), {@code .jpg} files its thumbnails ({@code film.3x2.jpg} is a sheet of three columns and two rows). The
     * files are copied as they are. The title appears whole or not at all.
     *
     * @param progress told of every step, on this thread
     * @throws TitleException if the settings make no sense, nothing is left to make a title of, or there is one of that
     *     name
     * @throws IOException if the library cannot be written
     * @throws InterruptedException if interrupted while an encoder runs, which is then ended
     */
    public static IngestReport run(List<Path> files, IngestSettings settings, Consumer<IngestProgress> progress)
            throws TitleException, IOException, InterruptedException {
        TitleNames.checkName(settings.name());
        TitleFile.checkSegmentMillis(settings.segment().toMillis());
        TitleFile.checkLanguage(settings.language());
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new TitleException(files.size() + " files (expected: 1 to " + MAX_FILES + ")");
        }
        Path target = settings.library().resolve(settings.name());
        if (Files.exists(target) && !(settings.replace() && Files.isRegularFile(target.resolve(TitleFile.NAME)))) {
            throw new TitleException(target + " is there already (expected: another name, or to replace a title)");
        }
        try (TitleFolder folder = TitleFolder.create(settings.library(), settings.name())) {
            List<Path> sources = new ArrayList<>(files);
            double done = 0;
            if (settings.ladder()) {
                Path source = sources.remove(firstVideo(sources));
                sources.addAll(
                        0,
                        Ladder.encode(
                                source,
                                folder.work(),
                                settings.segment(),
                                step -> progress.accept(
                                        new IngestProgress(step.step(), step.fraction() * LADDER_PART, step.speed()))));
                done = LADDER_PART;
            }
            Intake intake = new Intake(settings);
            for (int i = 0; i < sources.size(); i++) {
                Path source = sources.get(i);
                double part = (double) i / sources.size();
                progress.accept(new IngestProgress("reading " + source.getFileName(), done + part * (1 - done), 0));
                intake.take(source, folder);
            }
            TitleDescription description = intake.description();
            TitleFile.check(description);
            folder.write(TitleFile.NAME, TitleFile.write(description));
            verify(folder.path(), settings.name());
            Path made = folder.moveTo(settings.name());
            progress.accept(new IngestProgress("done", 1, 0));
            return new IngestReport(made, intake.accepted(), intake.refused());
        }
    }

    /** The first that is neither subtitles nor a picture. */
    private static int firstVideo(List<Path> files) throws TitleException {
        for (int i = 0; i < files.size(); i++) {
            if (FileKind.of(files.get(i)) == FileKind.MEDIA) {
                return i;
            }
        }
        throw new TitleException("no video among the files (expected: one to encode rungs of)");
    }

    /** Opens what has been made as a server would. */
    private static void verify(Path folder, String name) throws TitleException, IOException {
        try (Title title = Title.open(folder, name)) {
            if (!title.problems().isEmpty()) {
                throw new TitleException(String.join("; ", title.problems()));
            }
        }
    }

    /** What a file is taken for, by its name. */
    enum FileKind {
        MEDIA,
        SUBTITLES,
        PICTURE;

        static FileKind of(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".vtt")) {
                return SUBTITLES;
            }
            return name.endsWith(".jpg") || name.endsWith(".jpeg") ? PICTURE : MEDIA;
        }
    }
}
