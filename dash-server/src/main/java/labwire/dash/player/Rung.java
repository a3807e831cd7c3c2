package labwire.dash.player;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.BoxHeader;
import labwire.dash.isobmff.BoxPath;
import labwire.dash.isobmff.BoxReader;
import labwire.dash.isobmff.Bytes;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.manifest.ByteRange;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.Resource;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.manifest.SegmentAddresses;

/** A representation in one period: its rate, and where its segments are at each of its servers. */
final class Rung {
    private final String id;
    private final String mimeType;
    private final long bitsPerSecond;
    /** By server, at least one. Changed once, where an index in the file has to be read first. */
    private List<SegmentAddresses> servers;

    private boolean indexRead;
    private boolean exactTimes;

    /**
     * @param representation with what it inherits
     * @param exactTimes whether a timeline says when each segment begins
     */
    Rung(Representation representation, List<SegmentAddresses> servers, boolean exactTimes) {
        this.exactTimes = exactTimes;
        id = representation.id();
        mimeType = representation.get(Representation.MIME_TYPE).orElse("");
        bitsPerSecond = Math.max(1, representation.bandwidth());
        this.servers = servers;
    }

    String id() {
        return id;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    /** Whether its segments are boxes; else they are text, of which little can be checked. */
    boolean isMp4() {
        return mimeType.endsWith("/mp4");
    }

    String mimeType() {
        return mimeType;
    }

    /** Whether segments begin when the manifest says and last as long, not just about. */
    boolean hasExactTimes() {
        return exactTimes;
    }

    int servers() {
        return servers.size();
    }

    SegmentAddresses addresses() {
        return servers.get(0);
    }

    /** By a server's number, from 0. */
    SegmentAddresses addresses(int server) {
        return servers.get(Math.min(server, servers.size() - 1));
    }

    /** Whether an index is to be fetched before anything can be said of its segments. */
    boolean needsIndex() {
        return !indexRead && servers.get(0).index().isPresent();
    }

    /**
     * Reads the index.
     *
     * @param resource whose bytes they are
     * @throws Mp4Exception if there is none in them
     * @throws MpdException if it says what cannot be
     */
    void readIndex(Resource resource, byte[] bytes) throws Mp4Exception, MpdException {
        long base = resource.range().map(ByteRange::first).orElse(0L);
        Bytes all = Bytes.of(bytes);
        int at = 0;
        while (at < bytes.length) {
            int available = bytes.length - at;
            BoxHeader header =
                    BoxHeader.read(all.slice(at, Math.min(available, BoxHeader.MAX_SIZE)), at, available, BoxPath.FILE);
            Bytes box = all.slice(at, (int) header.size());
            at += (int) header.size();
            if (header.type().equals("sidx")
                    && BoxReader.read(box, BoxPath.FILE).get(0) instanceof SegmentIndexBox index) {
                index(index, base + at);
                return;
            }
        }
        throw new Mp4Exception(BoxPath.of("sidx"), "missing (expected: one)");
    }

    private void index(SegmentIndexBox index, long endInFile) throws MpdException {
        long[] durations = new long[index.count()];
        long[] sizes = new long[index.count()];
        for (int i = 0; i < index.count(); i++) {
            if (index.isIndex(i)) {
                throw new MpdException("sidx", "reference " + (i + 1) + " to another index (expected: to media)");
            }
            durations[i] = index.duration(i);
            sizes[i] = index.size(i);
        }
        List<SegmentAddresses> indexed = new ArrayList<>();
        for (SegmentAddresses server : servers) {
            indexed.add(server.withIndex(
                    index.timescale(),
                    index.earliestPresentationTime(),
                    endInFile + index.firstOffset(),
                    durations,
                    sizes));
        }
        servers = indexed;
        indexRead = true;
        exactTimes = true;
    }

    /** Whether an index tells the sizes of its segments. */
    boolean isIndexed() {
        return indexRead;
    }

    /** The size of a segment, as the index has it, or nominal. */
    double bits(SegmentAddress segment) {
        double nominal = bitsPerSecond * Nanos.seconds(Nanos.of(segment.duration()));
        return indexRead
                ? segment.range().map(range -> range.length().orElse(0) * 8.0).orElse(nominal)
                : nominal;
    }
}
