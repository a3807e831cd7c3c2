package labwire.dash.player;

import java.util.ArrayList;
import java.util.List;
import labwire.dash.isobmff.SegmentIndexBox;
import labwire.dash.manifest.MpdException;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.SegmentAddresses;

/** A representation in one period: its rate, and where its segments are at each of its servers. */
final class Rung {
    private final String id;
    private final String mimeType;
    private final long bitsPerSecond;
    /** By server, at least one. Changed once, where an index in the file has to be read first. */
    private List<SegmentAddresses> servers;

    private boolean indexRead;

    /** @param representation with what it inherits */
    Rung(Representation representation, List<SegmentAddresses> servers) {
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
     * Takes what the index says.
     *
     * @param endInFile where the byte after the index is
     * @throws MpdException if it says what cannot be
     */
    void index(SegmentIndexBox index, long endInFile) throws MpdException {
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
    }

    /** The size of a segment, as the index has it, or nominal. */
    double bits(long number, double seconds) {
        if (indexRead) {
            return addresses()
                    .at(number)
                    .range()
                    .map(range -> range.length().orElse(0) * 8.0)
                    .orElse(bitsPerSecond * seconds);
        }
        return bitsPerSecond * seconds;
    }
}
