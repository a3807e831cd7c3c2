package labwire.dash.title;

import java.util.Optional;
import labwire.dash.media.FileSource;
import labwire.dash.media.MediaFile;
import labwire.dash.media.Track;
import labwire.dash.media.TrackInfo;
import labwire.dash.media.TrackKind;

/**
 * A track of a title.
 *
 * @param id of its representation
 * @param language RFC 5646, or {@code und}
 * @param file that it is in
 * @param indexed the file as it is served whole, if it has an index that players can go by
 */
public record TitleTrack(
        String id, String language, FileSource file, Track track, Optional<MediaFile.SelfIndexed> indexed) {
    /** Why a track cannot be a title's, if it cannot, however sound its file is. */
    public static Optional<String> problem(TrackInfo info) {
        if (info.timescale() > Ticks.MAX_TIMESCALE) {
            return Optional.of("timescale " + info.timescale() + " (expected: at most " + Ticks.MAX_TIMESCALE + ")");
        }
        return info.durationTicks() > 0
                ? Optional.empty()
                : Optional.of("track " + info.trackId() + " lasts 0 ticks (expected: more)");
    }

    public TrackInfo info() {
        return track.info();
    }

    public TrackKind kind() {
        return info().kind();
    }

    /** Such as {@code video/mp4}. */
    public String mediaType() {
        return switch (kind()) {
            case VIDEO -> "video/mp4";
            case AUDIO -> "audio/mp4";
            case TEXT -> "application/mp4";
        };
    }

    /** The codec without its profile, such as {@code avc1}. */
    public String codec() {
        String codecs = info().codecs();
        int dot = codecs.indexOf('.');
        return dot < 0 ? codecs : codecs.substring(0, dot);
    }

    /** For people: {@code 640x360 400 kbit/s avc1.4d401e}. */
    public String describe(long bitsPerSecond) {
        TrackInfo info = info();
        String what = info.kind() == TrackKind.VIDEO ? info.width() + "x" + info.height() : language;
        return what + " " + (bitsPerSecond + 500) / 1000 + " kbit/s " + info.codecs();
    }
}
