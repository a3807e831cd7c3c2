package labwire.dash.media;

/**
 * What a manifest says of a track.
 *
 * @param trackId its number in the file and in the segments cut from it
 * @param codecs by <a href="https://www.rfc-editor.org/rfc/rfc6381">RFC 6381</a>, such as {@code avc1.4d401e}
 * @param timescale ticks a second
 * @param language ISO 639-2/T, {@code und} if not said
 * @param width coded, in pixels; 0 if it is no video
 * @param height coded, in pixels; 0 if it is no video
 * @param pixelAspect the shape of a pixel, 1:1 if not said
 * @param frameRate frames a second, 0:1 if it is no video or not known
 * @param sampleRate in hertz; 0 if it is no audio
 * @param channels 0 if it is no audio or only the stream says
 * @param durationTicks of what is presented; 0 if only segments say
 */
public record TrackInfo(
        long trackId,
        TrackKind kind,
        String codecs,
        long timescale,
        String language,
        int width,
        int height,
        Ratio pixelAspect,
        Ratio frameRate,
        int sampleRate,
        int channels,
        long durationTicks) {
    public double durationSeconds() {
        return (double) durationTicks / timescale;
    }

    TrackInfo withTiming(Ratio rate, long ticks) {
        return new TrackInfo(
                trackId,
                kind,
                codecs,
                timescale,
                language,
                width,
                height,
                pixelAspect,
                kind == TrackKind.VIDEO ? rate : Ratio.ZERO,
                sampleRate,
                channels,
                ticks);
    }
}
