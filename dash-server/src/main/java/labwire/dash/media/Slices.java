package labwire.dash.media;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.BoxWriter;

/** Gathers a payload: bytes in memory, and slices of one file, merged where one continues the other. */
final class Slices {
    private final FileSource file;
    private final List<Piece> pieces = new ArrayList<>();

    Slices(FileSource file) {
        this.file = file;
    }

    Slices add(BoxWriter written) {
        pieces.add(Piece.Bytes.of(written.toArray()));
        return this;
    }

    Slices add(long position, long length) {
        if (length == 0) {
            return this;
        }
        int last = pieces.size() - 1;
        if (last >= 0
                && pieces.get(last) instanceof Piece.FileSlice slice
                && slice.position() + slice.length() == position) {
            pieces.set(last, new Piece.FileSlice(file, slice.position(), slice.length() + length));
        } else {
            pieces.add(new Piece.FileSlice(file, position, length));
        }
        return this;
    }

    Payload payload() {
        return new Payload(pieces);
    }
}
