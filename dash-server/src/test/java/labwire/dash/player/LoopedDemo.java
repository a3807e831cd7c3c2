package labwire.dash.player;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import labwire.dash.isobmff.Mp4Exception;
import labwire.dash.media.FileSource;
import labwire.dash.media.MediaFile;
import labwire.dash.media.SegmentEdit;
import labwire.dash.media.SegmentIndex;
import labwire.dash.media.Track;

/** The demo title's tracks, looped for as long as a test wants: {@code v360/init.mp4}, {@code v360/7.m4s}. */
final class LoopedDemo {
    static final List<String> VIDEO = List.of("v180", "v270", "v360", "v540", "v720");
    static final List<Long> RATES = List.of(105_000L, 207_000L, 413_000L, 820_000L, 1_644_000L);
    static final String AUDIO = "a64";
    static final double SEGMENT_SECONDS = 1.92;

    private static final Path FOLDER = Path.of("../config/video/demo");

    private record Cut(Track track, SegmentIndex index) {}

    private final Map<String, Cut> tracks = new LinkedHashMap<>();
    private final Map<String, byte[]> made = new LinkedHashMap<>();

    LoopedDemo() {
        List<String> names = new ArrayList<>(VIDEO);
        names.add(AUDIO);
        for (String name : names) {
            Track track = opened(name).tracks().get(0);
            tracks.put(name, new Cut(track, track.cut(SEGMENT_SECONDS)));
        }
    }

    /** The bytes of a path, if it is one. Numbers begin with 1. */
    Optional<byte[]> find(String path) {
        return Optional.ofNullable(made.computeIfAbsent(path, this::make));
    }

    @SuppressWarnings("NullAway") // computeIfAbsent takes null for nothing.
    private byte[] make(String path) {
        String[] parts = path.split("/");
        if (parts.length == 1) {
            return Files.exists(FOLDER.resolve(path)) ? file(path) : null;
        }
        Cut cut = parts.length == 2 ? tracks.get(parts[0]) : null;
        if (cut == null) {
            return null;
        }
        if (parts[1].equals("init.mp4")) {
            return cut.track().initSegment();
        }
        int number = Integer.parseInt(parts[1].replace(".m4s", "")) - 1;
        int count = cut.index().count();
        long shift =
                number / count * (cut.index().decodeTimeTicks(0) + cut.index().totalTicks());
        try {
            return cut.track()
                    .segment(cut.index(), number % count, new SegmentEdit(shift, number + 1, List.of()))
                    .toBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A representation of a whole file, to be read by the index that its encoder wrote, right after the movie. */
    String indexed(String name, long bandwidth) {
        MediaFile.SelfIndexed ranges = opened(name).selfIndexed().orElseThrow();
        String index = ranges.initialization().length() + "-" + ranges.index().last();
        return "<Representation id=\"" + name + "\" bandwidth=\"" + bandwidth + "\"><BaseURL>" + name
                + ".mp4</BaseURL><SegmentBase indexRange=\"" + index + "\" timescale=\"1000\"><Initialization"
                + " range=\"" + ranges.initialization() + "\"/></SegmentBase></Representation>";
    }

    private static MediaFile opened(String name) {
        try {
            return MediaFile.open(FileSource.open(FOLDER.resolve(name + ".mp4")));
        } catch (IOException | Mp4Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** On demand, by number. */
    static byte[] manifest(Duration duration) {
        return mpd(
                "type=\"static\" mediaPresentationDuration=\"" + duration + "\"",
                "",
                "<Period id=\"p\">" + sets("", "") + "</Period>");
    }

    static byte[] mpd(String attributes, String head, String periods) {
        return ("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" minBufferTime=\"PT2S\""
                        + " profiles=\"urn:mpeg:dash:profile:isoff-live:2011\" " + attributes + ">" + head + periods
                        + "</MPD>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The adaptation sets of video and audio. */
    static String sets(String baseUrls, String template) {
        StringBuilder xml = new StringBuilder();
        xml.append("<AdaptationSet contentType=\"video\" mimeType=\"video/mp4\" segmentAlignment=\"true\">")
                .append(baseUrls)
                .append(template("12800", template));
        for (int i = 0; i < VIDEO.size(); i++) {
            xml.append("<Representation id=\"")
                    .append(VIDEO.get(i))
                    .append("\" bandwidth=\"")
                    .append(RATES.get(i));
            xml.append("\" codecs=\"avc1.4d401e\"/>");
        }
        xml.append("</AdaptationSet><AdaptationSet contentType=\"audio\" mimeType=\"audio/mp4\" lang=\"en\">")
                .append(baseUrls)
                .append(template("48000", template))
                .append("<Representation id=\"a64\" bandwidth=\"68000\" codecs=\"mp4a.40.2\"/></AdaptationSet>");
        return xml.toString();
    }

    private static String template(String timescale, String attributes) {
        long duration = Math.round(Long.parseLong(timescale) * SEGMENT_SECONDS);
        return "<SegmentTemplate timescale=\"" + timescale + "\" duration=\"" + duration
                + "\" startNumber=\"1\" initialization=\"$RepresentationID$/init.mp4\""
                + " media=\"$RepresentationID$/$Number$.m4s\" " + attributes + "/>";
    }
}
