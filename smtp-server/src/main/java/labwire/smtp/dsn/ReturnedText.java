package labwire.smtp.dsn;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What a report gives back of its message: all of it, or its header. */
public final class ReturnedText {

    private static final int MAX_HEADER_BYTES = 64 << 10;

    private final byte[] octets;
    private final boolean whole;

    private ReturnedText(byte[] octets, boolean whole) {
        this.octets = octets;
        this.whole = whole;
    }

    /** All of a message. The stream is not closed. Blocks. */
    public static ReturnedText whole(InputStream message) throws IOException {
        return new ReturnedText(message.readAllBytes(), true);
    }

    /** The header of a message, or its first 64 KiB. The stream is not closed. Blocks. */
    public static ReturnedText header(InputStream message) throws IOException {
        byte[] start = message.readNBytes(MAX_HEADER_BYTES);
        int end = start.length;
        int lineEnd = 0;
        for (int i = 0; i < start.length; i++) {
            if (start[i] == '\n') {
                boolean emptyLine = i - lineEnd <= 1 && (i == lineEnd || start[i - 1] == '\r');
                if (emptyLine) {
                    end = lineEnd;
                    break;
                }
                lineEnd = i + 1;
            }
        }
        return new ReturnedText(Arrays.copyOf(start, end == MAX_HEADER_BYTES ? lineEnd : end), false);
    }

    byte[] octets() {
        return octets;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isEightBit() {
        for (byte octet : octets) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }
}
