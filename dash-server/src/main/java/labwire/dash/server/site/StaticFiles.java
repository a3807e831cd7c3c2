package labwire.dash.server.site;

import java.util.Optional;

/** Files of a page, by name. Called on event loops, once for each name that is there. */
@FunctionalInterface
public interface StaticFiles {
    /**
     * The bytes of a file, which nobody changes.
     *
     * @param name one path segment, such as {@code index.html}
     */
    Optional<byte[]> find(String name);

    /** No files at all. */
    StaticFiles NONE = name -> Optional.empty();
}
