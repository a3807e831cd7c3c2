package labwire.gateway.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import labwire.dash.player.MediaSink;

/**
 * Writes what was downloaded, a file for each period, medium and rung: {@code 0-video-2.mp4} begins with the rung's
 * initialization, and has those segments that were played of it. For one event loop, which waits for the page cache.
 */
public final class MediaFolder implements MediaSink {
    private final Path folder;
    private final Set<Path> begun = new HashSet<>();
    private Optional<IOException> problem = Optional.empty();

    private MediaFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is not there; files of an earlier session are overwritten.
     *
     * @throws IOException if it cannot be made
     */
    public static MediaFolder at(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new MediaFolder(folder);
    }

    /** Why nothing was written any more, if that is so. After the session. */
    public Optional<IOException> problem() {
        return problem;
    }

    @Override
    public void take(Track track, boolean initialization, byte[] bytes) {
        String medium = track.medium().name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(track.period() + "-" + medium + "-" + track.rung() + ".mp4");
        boolean first = begun.add(file);
        if (problem.isPresent() || (initialization && !first)) {
            return;
        }
        try {
            if (first) {
                Files.write(file, bytes);
            } else {
                Files.write(file, bytes, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            problem = Optional.of(e);
        }
    }
}
