package labwire.netlab.topology;

/**
 * Where something was written.
 *
 * @param file as the user named it
 * @param line counted from 1
 */
public record SourceLocation(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
