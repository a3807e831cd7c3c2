package labwire.dash.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.Mp4Exception;

/** The outermost boxes of a file: where they are, and the inside of those that describe. */
final class FileBoxes {
    /** Outermost boxes in a file: a day of half-second fragments has 345,600. */
    static final int MAX_BOXES = 1_000_000;

    /** Bytes of a box that is read into memory; a day of video and audio has a moov of some 80 MB. */
    static final int MAX_BODY_BYTES = 128 << 20;

    private FileBoxes() {}

    /** Walks over the file, box by box. */
    static List<BoxHeader> scan(ByteSource file) throws Mp4Exception, IOException {
        List<BoxHeader> boxes = new ArrayList<>();
        long offset = 0;
        while (offset < file.size()) {
            if (boxes.size() == MAX_BOXES) {
                throw new Mp4Exception(BoxPath.FILE, "more than " + MAX_BOXES + " boxes (expected: fewer)");
            }
            long available = file.size() - offset;
            Bytes start = read(file, offset, (int) Math.min(BoxHeader.MAX_SIZE, available));
            if (offset == 0 && !looksLikeMp4(start)) {
                throw new Mp4Exception(BoxPath.FILE, "begins with " + start + " (expected: an MP4, a box named ftyp)");
            }
            BoxHeader header = BoxHeader.read(start, offset, available, BoxPath.FILE);
            boxes.add(header);
            offset = header.end();
        }
        if (boxes.isEmpty()) {
            throw new Mp4Exception(BoxPath.FILE, "empty (expected: an MP4)");
        }
        return boxes;
    }

    /** By the four letters of the first box: another kind of file is better told so than called broken. */
    private static boolean looksLikeMp4(Bytes start) {
        if (start.length() < BoxHeader.MIN_SIZE) {
            return false;
        }
        return switch (start.slice(4, 4).latin1()) {
            case "ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "moof", "sidx", "pdin" -> true;
            default -> false;
        };
    }

    /** A box, header and all. */
    static Bytes whole(ByteSource file, BoxHeader header) throws Mp4Exception, IOException {
        checkSize(header);
        return read(file, header.offset(), (int) header.size());
    }

    /** What follows a box's header. */
    static Bytes body(ByteSource file, BoxHeader header) throws Mp4Exception, IOException {
        checkSize(header);
        return read(file, header.bodyOffset(), (int) header.bodySize());
    }

    private static void checkSize(BoxHeader header) throws Mp4Exception {
        if (header.size() > MAX_BODY_BYTES) {
            throw new Mp4Exception(
                    BoxPath.of(header.type()), header.size() + " bytes (expected: at most " + MAX_BODY_BYTES + ")");
        }
    }

    private static Bytes read(ByteSource file, long offset, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.read(offset, ByteBuffer.wrap(bytes));
        return Bytes.of(bytes);
    }
}
