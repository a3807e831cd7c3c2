package labwire.dash.title;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import labwire.dash.title.TitleDescription.Event;
import labwire.dash.title.TitleDescription.Events;
import labwire.dash.title.TitleDescription.Media;
import labwire.dash.title.TitleDescription.Subtitle;
import labwire.dash.title.TitleDescription.Thumbnails;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code title.json}. */
public final class TitleFile {
    public static final String NAME = "title.json";

    static final int MAX_BYTES = 1 << 20;
    static final int MAX_MEDIA = 64;
    static final int MAX_SUBTITLES = 64;
    static final int MAX_SHEETS = 4096;
    /** In pixels, of a thumbnail's width or height. */
    public static final int MAX_TILE_SIZE = 4096;

    static final long MAX_SHEET_MILLIS = 86_400_000;
    static final int MAX_EVENT_STREAMS = 16;
    static final int MAX_EVENTS = 4096;
    static final int MAX_TEXT = 4096;
    /** Also the range of segment lengths that a path may ask for. */
    public static final long MIN_SEGMENT_MILLIS = 100;

    public static final long MAX_SEGMENT_MILLIS = 60_000;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private TitleFile() {}

    /**
     * Reads the description in a folder.
     *
     * @throws TitleException if it is not one
     * @throws IOException if it cannot be read
     */
    public static TitleDescription read(Path folder) throws TitleException, IOException {
        Path file = folder.resolve(NAME);
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new TitleException(NAME + ": " + size + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads a description.
     *
     * @throws TitleException if it is not one
     */
    public static TitleDescription parse(byte[] json) throws TitleException {
        TitleDescription description;
        try {
            description = MAPPER.readValue(json, TitleDescription.class);
        } catch (JsonProcessingException e) {
            throw new TitleException(
                    NAME + ":"
                            + (e.getLocation() == null ? "" : e.getLocation().getLineNr() + ":")
                            + " " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new TitleException(NAME + ": " + e.getMessage(), e);
        }
        if (description == null) {
            throw new TitleException(NAME + ": null (expected: an object)");
        }
        check(description);
        return description;
    }

    /** As {@link #parse} reads it. */
    public static byte[] write(TitleDescription description) {
        try {
            return MAPPER.writeValueAsBytes(description);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a description that has no JSON", e);
        }
    }

    /**
     * Checks names, ranges and limits.
     *
     * @throws TitleException if one is not as it must be
     */
    public static void check(TitleDescription description) throws TitleException {
        within("format", description.format(), TitleDescription.FORMAT, TitleDescription.FORMAT);
        text("title", description.title());
        checkSegmentMillis(description.segmentMillis());
        within("media: how many", description.media().size(), 1, MAX_MEDIA);
        within("subtitles: how many", description.subtitles().size(), 0, MAX_SUBTITLES);
        within("events: how many streams", description.events().size(), 0, MAX_EVENT_STREAMS);
        Set<String> ids = new HashSet<>();
        for (Media media : description.media()) {
            id(ids, media.id());
            TitleNames.checkFile(text("file", media.file()));
            String language = media.language();
            if (language != null) {
                checkLanguage(language);
            }
        }
        for (Subtitle subtitle : description.subtitles()) {
            id(ids, subtitle.id());
            TitleNames.checkFile(text("file", subtitle.file()));
            checkLanguage(text("language", subtitle.language()));
        }
        for (Thumbnails thumbnails : description.thumbnails()) {
            id(ids, thumbnails.id());
            check(thumbnails);
        }
        for (Events events : description.events()) {
            check(events);
        }
    }

    /** @throws TitleException if segments cannot be about so long */
    public static void checkSegmentMillis(long millis) throws TitleException {
        within("segmentMillis", millis, MIN_SEGMENT_MILLIS, MAX_SEGMENT_MILLIS);
    }

    /** @throws TitleException if it is not written as a tag of RFC 5646 is */
    public static void checkLanguage(String language) throws TitleException {
        if (!isLanguage(language)) {
            throw new TitleException("language: \"" + language + "\" (expected: a tag such as en or pt-BR)");
        }
    }

    private static void check(Thumbnails thumbnails) throws TitleException {
        List<String> files = thumbnails.files();
        within("thumbnails: how many files", files.size(), 1, MAX_SHEETS);
        for (String file : files) {
            TitleNames.checkFile(file);
        }
        within("columns", thumbnails.columns(), 1, 100);
        within("rows", thumbnails.rows(), 1, 100);
        within("tileWidth", thumbnails.tileWidth(), 1, MAX_TILE_SIZE);
        within("tileHeight", thumbnails.tileHeight(), 1, MAX_TILE_SIZE);
        within("tileMillis", thumbnails.tileMillis(), 1, MAX_SHEET_MILLIS);
        within("tileMillis × columns × rows", thumbnails.sheetMillis(), 1, MAX_SHEET_MILLIS);
    }

    private static void check(Events events) throws TitleException {
        text("scheme", events.scheme());
        within("timescale", events.timescale(), 1, 10_000_000);
        within("events: how many in a stream", events.events().size(), 0, MAX_EVENTS);
        long previous = 0;
        for (Event event : events.events()) {
            within("event: id", event.id(), 0, 0xFFFF_FFFFL);
            within("event: time, in order", event.time(), previous, Integer.MAX_VALUE);
            within("event: duration", event.duration(), 0, Integer.MAX_VALUE);
            text("message", event.message());
            previous = event.time();
        }
    }

    private static void id(Set<String> ids, @Nullable String id) throws TitleException {
        if (!ids.add(TitleNames.checkId(text("id", id)))) {
            throw new TitleException("id: \"" + id + "\" twice (expected: one of each)");
        }
    }

    /** Whether it is written as a tag of RFC 5646 is, roughly. */
    static boolean isLanguage(String language) {
        return LANGUAGE.matcher(language).matches();
    }

    private static String text(String what, @Nullable String text) throws TitleException {
        if (text == null || text.length() > MAX_TEXT) {
            throw new TitleException(what + ": " + (text == null ? "missing" : text.length() + " characters")
                    + " (expected: at most " + MAX_TEXT + " characters)");
        }
        return text;
    }

    private static void within(String what, long value, long min, long max) throws TitleException {
        if (value < min || value > max) {
            throw new TitleException(
                    what + ": " + value + " (expected: " + min + (min == max ? "" : " to " + max) + ")");
        }
    }
}
