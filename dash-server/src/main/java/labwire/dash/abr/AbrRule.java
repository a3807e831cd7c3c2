package labwire.dash.abr;

import java.util.Optional;

/** Chooses the rung of each segment of one media type. One instance a stream; not for several threads. */
public interface AbrRule {
    /** As users write it: {@code throughput}, {@code bola-e}, {@code dynamic}, {@code robust-mpc}, {@code bba-0}. */
    String name();

    /** The rung for the next segment, and why. */
    Decision choose(AbrState state);

    /** A segment has arrived whole. */
    void downloaded(SegmentDownload download);

    /** Whether the download under way is to be dropped for a lower rung; asked at each piece that arrives. */
    default Optional<Decision> abandon(DownloadProgress progress) {
        return Optional.empty();
    }

    /** Playback jumped, or the ladder changed: what was learnt of the buffer no longer holds. */
    default void reset() {}
}
