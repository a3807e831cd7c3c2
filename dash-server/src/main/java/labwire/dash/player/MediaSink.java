package labwire.dash.player;

import labwire.dash.session.PlayerEvent.Medium;

/** Takes the media that were downloaded and found sound, in the order of playback. Called on the event loop. */
public interface MediaSink {
    /**
     * Where a piece belongs.
     *
     * @param period from 0
     * @param rung from 0, the lowest
     */
    record Track(Medium medium, int period, int rung) {}

    /** Takes nothing. */
    MediaSink NONE = (track, initialization, bytes) -> {};

    /**
     * A piece of a track.
     *
     * @param initialization or else a media segment; a whole file, of subtitles, is a media segment too
     * @param bytes not changed by anybody
     */
    void take(Track track, boolean initialization, byte[] bytes);

    /** Whether it takes more now; if not, the player waits with its next segment. */
    default boolean isReady() {
        return true;
    }
}
