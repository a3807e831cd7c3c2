package labwire.dash.media;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.BoxWriter;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.OpaqueBox;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.isobmff.Table;

/**
 * A file of one fragmented track and its {@code sidx}, made right where that has subsegments begin where no decoder can:
 * ffmpeg calls every fragment such a place. They become part of the one before. The index stays where it ends, so that
 * its offset to the media holds, and a {@code free} box fills the room before it, so that no byte of the media moves.
 *
 * <pre>
 *   file:    moov │ sidx: sync, none, none, sync, none │ moof mdat …
 *   served:  moov │ free │ sidx: sync,           sync  │ moof mdat …
 * </pre>
 */
final class IndexedFile {
    /** {@code starts_with_SAP}, {@code SAP_type} 1: all that follows the sync sample can be decoded (8.16.3.3). */
    private static final int SYNC_FIRST = 0x9000_0000;

    private static final long MAX_SIZE = 0x7FFF_FFFF;
    private static final long MAX_DURATION = 0xFFFF_FFFFL;

    private final FragmentedTrack track;
    private final SegmentIndexBox index;
    /** Where the media begins that it lists. */
    private final long mediaStart;

    private IndexedFile(FragmentedTrack track, SegmentIndexBox index, long mediaStart) {
        this.track = track;
        this.index = index;
        this.mediaStart = mediaStart;
    }

    /** As it is served, if the index lists all fragments, and nothing else. */
    static Optional<MediaFile.SelfIndexed> read(FileSource file, BoxHeader movie, BoxHeader sidx, FragmentedTrack track)
            throws Mp4Exception, IOException {
        SegmentIndexBox index = (SegmentIndexBox)
                BoxReader.read(FileBoxes.whole(file, sidx), BoxPath.FILE).get(0);
        IndexedFile indexed = new IndexedFile(track, index, sidx.end() + index.firstOffset());
        if (sidx.offset() < movie.end() || !indexed.fits()) {
            return Optional.empty();
        }
        return indexed.atSyncSamples().map(rows -> indexed.served(file, movie, sidx, rows));
    }

    private boolean fits() {
        long end = mediaStart;
        for (int reference = 0; reference < index.count(); reference++) {
            if (index.isIndex(reference)) {
                return false;
            }
            end += index.size(reference);
        }
        return mediaStart == track.firstFragment().start()
                && end == track.lastFragment().end();
    }

    /** The references, each made one with those after it that begin without a sync sample; nothing if one got too big. */
    private Optional<Table> atSyncSamples() {
        Set<Long> begins = track.syncStarts();
        BoxWriter rows = new BoxWriter();
        long offset = mediaStart;
        int next = 0;
        while (next < index.count()) {
            begins.remove(offset);
            long size = 0;
            long duration = 0;
            do {
                size += index.size(next);
                duration += index.duration(next);
                next++;
            } while (next < index.count() && !begins.contains(offset + size));
            if (size > MAX_SIZE || duration > MAX_DURATION) {
                return Optional.empty();
            }
            rows.u32(size).u32(duration).i32(SYNC_FIRST);
            offset += size;
        }
        return Optional.of(new Table(index.rows().columns(), Bytes.of(rows.toArray())));
    }

    private MediaFile.SelfIndexed served(FileSource file, BoxHeader movie, BoxHeader sidx, Table rows) {
        ByteRange initialization = new ByteRange(0, movie.end());
        Slices slices = new Slices(file);
        if (rows.rows() == index.count()) {
            return new MediaFile.SelfIndexed(
                    initialization,
                    new ByteRange(sidx.offset(), sidx.size()),
                    slices.add(0, file.size()).payload());
        }
        byte[] made = BoxWriter.bytesOf(index.with(rows));
        // A reference less is 12 bytes less: always room for a box.
        int room = (int) sidx.size() - made.length;
        BoxWriter instead = new BoxWriter((int) sidx.size())
                .box(new OpaqueBox("free", Bytes.of(new byte[room - BoxHeader.MIN_SIZE])))
                .bytes(Bytes.of(made));
        return new MediaFile.SelfIndexed(
                initialization,
                new ByteRange(sidx.end() - made.length, made.length),
                slices.add(0, sidx.offset())
                        .add(instead)
                        .add(sidx.end(), file.size() - sidx.end())
                        .payload());
    }
}
