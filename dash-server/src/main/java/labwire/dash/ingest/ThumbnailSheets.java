package labwire.dash.ingest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.dash.title.TitleDescription.Thumbnails;
import labwire.dash.title.TitleFile;

/** Collects JPEG files that are sheets of thumbnails, of one size and grid, in their order. Not for several threads. */
final class ThumbnailSheets {
    static final long MAX_BYTES = 8 << 20;

    /** As in {@code film.3x2-01.jpg}: three columns, two rows. */
    private static final Pattern GRID =
            Pattern.compile(".*[.-]([1-9][0-9]?)x([1-9][0-9]?)(?:[.-].*)?\\.jpe?g", Pattern.CASE_INSENSITIVE);

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int MAX_MARKERS = 1000;

    private final List<String> files = new ArrayList<>();
    private Optional<Sheet> sheet = Optional.empty();

    /** What all sheets have in common; sizes in pixels. */
    private record Sheet(int width, int height, int columns, int rows) {
        boolean fitsItsGrid() {
            return isTiled(width, columns) && isTiled(height, rows);
        }

        private static boolean isTiled(int size, int tiles) {
            return size > 0 && size % tiles == 0 && size / tiles <= TitleFile.MAX_TILE_SIZE;
        }

        @Override
        public String toString() {
            return width + "x" + height + " in a grid of " + columns + "x" + rows;
        }
    }

    /** Why a file cannot be one of them, if it cannot. */
    Optional<String> add(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.of(Files.size(file) + " bytes (expected: at most " + MAX_BYTES + ")");
            }
            Sheet read = read(file);
            if (!read.fitsItsGrid()) {
                return Optional.of(read + " (expected: a size that the grid divides, tiles of 1 to "
                        + TitleFile.MAX_TILE_SIZE + " pixels)");
            }
            if (sheet.isPresent() && !sheet.get().equals(read)) {
                return Optional.of(read + " (expected: as the ones before, " + sheet.get() + ")");
            }
            sheet = Optional.of(read);
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.of("ends within its header (expected: a JPEG)");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    /** Says what the file just added is called in the title. */
    void addFile(String name) {
        files.add(name);
    }

    /** The sheets cover the title evenly, to its end. */
    List<Thumbnails> describe(String id, double durationSeconds) {
        if (sheet.isEmpty() || durationSeconds <= 0) {
            return List.of();
        }
        Sheet all = sheet.get();
        int tiles = files.size() * all.columns * all.rows;
        long tileMillis = (long) Math.ceil(Math.round(durationSeconds * 1000) / (double) tiles);
        return List.of(new Thumbnails(
                id, files, all.columns, all.rows, all.width / all.columns, all.height / all.rows, tileMillis));
    }

    private static Sheet read(Path file) throws IOException {
        Matcher grid = GRID.matcher(file.getFileName().toString());
        boolean named = grid.matches();
        int columns = named ? Integer.parseInt(grid.group(1)) : 1;
        int rows = named ? Integer.parseInt(grid.group(2)) : 1;
        try (InputStream bytes = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
            if (in.readUnsignedShort() != START_OF_IMAGE) {
                throw new IOException("no JPEG (expected: one, beginning with FF D8)");
            }
            for (int i = 0; i < MAX_MARKERS; i++) {
                int marker = in.readUnsignedShort();
                int length = in.readUnsignedShort();
                if (isFrame(marker)) {
                    in.readUnsignedByte();
                    int height = in.readUnsignedShort();
                    return new Sheet(in.readUnsignedShort(), height, columns, rows);
                }
                if (marker >>> 8 != 0xFF || length < 2) {
                    throw new IOException("marker " + Integer.toHexString(marker) + " (expected: a JPEG's)");
                }
                in.skipNBytes(length - 2L);
            }
            throw new IOException("no frame in " + MAX_MARKERS + " markers (expected: one)");
        }
    }

    /** SOF0 to SOF15, which say the size; C4, C8 and CC among them are something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }
}
