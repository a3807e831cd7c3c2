package labwire.dash.server.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compression of what is text and neither tiny nor huge. */
final class Gzip {
    /** Below, the head outweighs what is gained. */
    static final int MIN_BYTES = 256;

    static final int MAX_BYTES = 4 << 20;

    private Gzip() {}

    static boolean pays(String mediaType, long length) {
        return length >= MIN_BYTES && length <= MAX_BYTES && MediaTypes.isText(mediaType);
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not from memory to memory.
        }
        return out.toByteArray();
    }
}
