package labwire.dash.server.site;

import java.util.Map;

/** Media types: of the page's files by their names, and which of them are worth compressing. */
final class MediaTypes {
    static final String PLAIN = "text/plain; charset=utf-8";
    static final String JSON = "application/json";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", JSON),
            Map.entry("map", JSON),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("txt", PLAIN),
            Map.entry("woff2", "font/woff2"));

    private MediaTypes() {}

    static String ofFile(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
    }

    static boolean isText(String mediaType) {
        return mediaType.startsWith("text/")
                || mediaType.startsWith("application/dash+xml")
                || mediaType.startsWith("application/xml")
                || mediaType.startsWith("application/json")
                || mediaType.startsWith("image/svg+xml");
    }
}
