package labwire.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import labwire.dash.ingest.Ingest;
import labwire.dash.ingest.IngestProgress;
import labwire.dash.ingest.IngestReport;
import labwire.dash.ingest.IngestSettings;
import labwire.dash.title.TitleException;
import labwire.dash.title.TitleNames;
import labwire.gateway.data.DataFolder;
import labwire.gateway.lab.StartException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a title of files. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Make a title of MP4 files: the files of one content become its rungs, without transcoding.",
            "WebVTT files become subtitles (film.de.vtt is German), JPEG files thumbnails.",
            "A lab that runs sees the title at once."
        },
        footer = {
            "",
            "Exit status 1: the title is made, but some file or track was refused. 2: nothing was made.",
            "",
            "Example:",
            "  ./labwire video ingest film-360p.mp4 film-720p.mp4 film.en.vtt",
            "  ./labwire video ingest --name trailer --ladder film.mp4"
        })
final class VideoIngestCommand implements Callable<Integer> {
    private static final int TIDY_SECONDS = 10;

    @Mixin
    private DataOption data;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "MP4, WebVTT or JPEG")
    private List<Path> files;

    @Option(names = "--name", paramLabel = "NAME", description = "the title's name (default: the first file's)")
    private @Nullable String name;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "the folder of titles (default: video in the data folder)")
    private @Nullable Path into;

    @Option(names = "--ladder", description = "have ffmpeg encode rungs of the first video")
    private boolean ladder;

    @Option(names = "--replace", description = "replace a title of that name")
    private boolean replace;

    @Option(
            names = "--segment",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = TimeConverter.class,
            description = "about how long segments shall be (default: ${DEFAULT-VALUE})")
    private Duration segment;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "und",
            description = "of audio and subtitles that do not say, such as en")
    private String language;

    @Override
    public Integer call() {
        Path library = into != null ? into : DataFolder.titles(data.folder());
        String title = name != null ? name : TitleNames.suggest(baseName(files.get(0)));
        IngestSettings settings = new IngestSettings(library, title, title, segment, language, replace, ladder);
        ProgressBar bar = new ProgressBar(System.err, Terminal.isError(), System::nanoTime);
        IngestReport report;
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(interruption(Thread.currentThread(), over), "labwire-shutdown"));
        try {
            report = Ingest.run(files, settings, progress -> show(bar, progress));
        } catch (InterruptedException e) {
            return LabwireCommand.FAILED;
        } catch (TitleException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException(library + ": " + e.getMessage() + " (expected: a folder that can be written)", e);
        } finally {
            bar.end();
            over.countDown();
        }
        print(report);
        return report.refused().isEmpty() ? LabwireCommand.DONE : LabwireCommand.FAILED;
    }

    /** Ctrl-C: the encoder and what is half made go before the process does. */
    private static Runnable interruption(Thread ingesting, CountDownLatch over) {
        return () -> {
            ingesting.interrupt();
            try {
                var unused = over.await(TIDY_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void show(ProgressBar bar, IngestProgress progress) {
        String speed = progress.speed() > 0 ? String.format(Locale.ROOT, "%.1fx", progress.speed()) : "";
        bar.show(progress.step(), progress.fraction(), speed);
    }

    private static void print(IngestReport report) {
        TextTable table = new TextTable("ID", "WHAT", "FROM");
        for (IngestReport.Accepted accepted : report.accepted()) {
            table.row(accepted.id(), accepted.what(), accepted.source().toString());
        }
        System.out.print(table);
        for (IngestReport.Refused refused : report.refused()) {
            System.err.println("labwire: refused: " + refused.source() + ": " + refused.reason());
        }
        System.out.println("Title " + report.folder().getFileName() + " is in " + report.folder());
    }

    private static String baseName(Path file) {
        Path last = file.getFileName();
        return last == null ? "" : last.toString().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    }
}
