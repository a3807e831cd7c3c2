package labwire.dash.server.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The files of a folder on the class path. */
public final class ClassPathFiles implements StaticFiles {
    /** Where the module's own page is. */
    public static final String PAGE = "labwire/dash/page";

    private final ClassLoader loader;
    private final String folder;

    /** @param folder without slashes at its ends, such as {@link #PAGE} */
    public ClassPathFiles(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> find(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.[a-z0-9]+")) {
            return Optional.empty();
        }
        try (InputStream file = loader.getResourceAsStream(folder + "/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("class path: " + folder + "/" + name + " cannot be read", e);
        }
    }
}
