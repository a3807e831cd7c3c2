package labwire.smtp.disk;

import java.io.IOException;

/** There is no room left on the disk. */
public final class DiskFullException extends IOException {

    public DiskFullException(String message) {
        super(message);
    }

    DiskFullException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
