package labwire.dash.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import labwire.dash.media.FileSource;
import labwire.dash.media.Payload;
import labwire.dash.media.Piece;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;
import labwire.dash.origin.TitleSummary;

/** The files of a folder, kept open, as {@code files/NAME}. For one event loop. */
final class FolderOrigin implements Origin {
    private final Path folder;
    private final TreeMap<String, Outcome> found = new TreeMap<>();

    FolderOrigin(Path folder) {
        this.folder = folder;
    }

    @Override
    public Outcome find(String path, Instant now) {
        return found.computeIfAbsent(path, this::open);
    }

    private Outcome open(String path) {
        try {
            FileSource file = FileSource.open(folder.resolve(path.substring(path.indexOf('/') + 1)));
            Payload payload = new Payload(List.of(new Piece.FileSlice(file, 0, file.size())));
            return new Outcome.Found(payload, "video/mp4", path, Instant.EPOCH, Duration.ofDays(1), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<TitleSummary> titles() {
        return List.of();
    }

    /**
     * Serves a folder on epoll with one event loop, until killed.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws Exception {
        TestVideoServer server =
                new TestVideoServer(Transport.EPOLL, new FolderOrigin(Path.of(arguments[0])), config -> config);
        System.out.println("port " + server.port() + " " + server.tlsPort());
    }
}
