package labwire.dash.player;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import labwire.dash.session.PlayerEvent.Medium;
import org.jspecify.annotations.Nullable;

/**
 * Writes each rung that was played into a file of its own, {@code video-p1-rung3.mp4}: its initialization once, then its
 * segments in the order of playback, as they came. A session that keeps to one rung gives a file that plays as such.
 */
public final class FileSink implements MediaSink {
    /** What may wait for the disk. */
    static final long MAX_WAITING_BYTES = 64L << 20;

    /** Bytes for a file. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
    private record Piece(Path file, boolean isFirst, byte[] bytes) {}

    private final Path folder;
    private final Executor executor;
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private final Set<Path> begun = new LinkedHashSet<>();
    private long waitingBytes;
    private boolean writing;
    private Optional<IOException> failure = Optional.empty();

    /**
     * Writes files of earlier sessions over.
     *
     * @param executor runs the writing, one piece at a time
     */
    public FileSink(Path folder, Executor executor) {
        this.folder = folder;
        this.executor = executor;
    }

    @Override
    public void take(Track track, boolean initialization, byte[] bytes) {
        String suffix = track.medium() == Medium.TEXT ? "txt" : "mp4";
        String name = String.format(
                Locale.ROOT,
                "%s-p%d-rung%d.%s",
                track.medium().name().toLowerCase(Locale.ROOT),
                track.period() + 1,
                track.rung(),
                suffix);
        Path file = folder.resolve(name);
        synchronized (this) {
            boolean first = begun.add(file);
            if (initialization && !first) {
                return;
            }
            waiting.add(new Piece(file, first, bytes));
            waitingBytes += bytes.length;
            if (writing) {
                return;
            }
            writing = true;
        }
        executor.execute(this::write);
    }

    @Override
    public synchronized boolean isReady() {
        return waitingBytes < MAX_WAITING_BYTES;
    }

    /** Why something was not written, if that was so: the first reason. Any thread. */
    public synchronized Optional<IOException> failure() {
        return failure;
    }

    /** Runs until nothing waits; another takes over then. */
    private void write() {
        for (Piece piece = next(); piece != null; piece = next()) {
            try {
                Files.createDirectories(folder);
                if (piece.isFirst()) {
                    Files.write(piece.file(), piece.bytes());
                } else {
                    Files.write(piece.file(), piece.bytes(), StandardOpenOption.APPEND);
                }
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private synchronized @Nullable Piece next() {
        Piece piece = waiting.poll();
        if (piece == null) {
            writing = false;
        } else {
            waitingBytes -= piece.bytes().length;
        }
        return piece;
    }

    private synchronized void failed(IOException e) {
        if (failure.isEmpty()) {
            failure = Optional.of(e);
        }
    }
}
