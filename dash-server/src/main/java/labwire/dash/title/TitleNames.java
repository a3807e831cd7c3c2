package labwire.dash.title;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What titles, their media and their files may be called: names end up in paths, on disks and in URLs. */
public final class TitleNames {
    /** First segments of paths that are not titles. */
    private static final List<String> RESERVED = List.of(
            "api",
            "assets",
            "fault",
            "faults",
            "favicon.ico",
            "index.html",
            "live",
            "manifest.mpd",
            "metrics",
            "page",
            "robots.txt",
            "session",
            "shape",
            "time",
            "title.json",
            "titles.json");

    private static final int MAX_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?");
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

    private TitleNames() {}

    /**
     * Checks the name of a title, which is its folder's and the first segment of its paths.
     *
     * @return the name
     * @throws TitleException if it is not one
     */
    public static String checkName(String name) throws TitleException {
        checkPlain("name", name);
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new TitleException(
                    "name: \"" + name + "\" is reserved (expected: none of " + String.join(", ", RESERVED) + ")");
        }
        return name;
    }

    /**
     * Checks the name of a file in a title's folder.
     *
     * @return the name
     * @throws TitleException if it is not one, or would lead elsewhere
     */
    public static String checkFile(String file) throws TitleException {
        return checkPlain("file", file);
    }

    /**
     * Checks the identifier of a representation, which is a segment of its paths.
     *
     * @return the identifier
     * @throws TitleException if it is not one
     */
    public static String checkId(String id) throws TitleException {
        if (!ID.matcher(id).matches()) {
            throw new TitleException(
                    "id: \"" + shown(id) + "\" (expected: a letter, then at most 31 letters, digits, - and _)");
        }
        return id;
    }

    /** A name made of the words of a text, such as {@code Big_Buck-Bunny-2008} of {@code Big_Buck Bunny (2008)}. */
    public static String suggest(String text) {
        String name = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9_]+", "-")
                .replaceAll("^[-_]+|-+$", "");
        if (name.length() > MAX_NAME) {
            name = name.substring(0, MAX_NAME).replaceAll("-+$", "");
        }
        if (name.isEmpty() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return "title" + (name.isEmpty() ? "" : "-" + name);
        }
        return name;
    }

    private static String checkPlain(String what, String name) throws TitleException {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new TitleException(what + ": \"" + shown(name) + "\" (expected: at most " + MAX_NAME
                    + " letters, digits, '.', '-' and '_', a letter or digit first and no '.' last)");
        }
        return name;
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() > MAX_NAME ? line.substring(0, MAX_NAME) + "…" : line;
    }
}
