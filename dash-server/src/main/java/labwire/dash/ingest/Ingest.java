package labwire.dash.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import labwire.dash.title.TitleException;

/** Makes a title of files. Blocks; may be used from any thread. */
public final class Ingest {
    private Ingest() {}

    /**
     * Makes a title: MP4 files of one content become its rungs, {@code .vtt} files its subtitles ({@code film.de.vtt}
     * is German), {@code .jpg} files its thumbnails. The title appears whole or not at all.
     *
     * @param progress told of every step, on this thread
     * @throws TitleException if nothing is left to make a title of, or there is one of that name
     * @throws IOException if the library cannot be written
     * @throws InterruptedException if interrupted while an encoder runs, which is then ended
     */
    public static IngestReport run(List<Path> files, IngestSettings settings, Consumer<IngestProgress> progress)
            throws TitleException, IOException, InterruptedException {
        if (files.isEmpty()) {
            throw new TitleException("no files (expected: MP4, WebVTT or JPEG files)");
        }
        throw new TitleException("ingest: not built yet");
    }
}
