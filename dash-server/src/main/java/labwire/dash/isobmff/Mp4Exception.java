package labwire.dash.isobmff;

/** A file that is broken, or beyond what is supported: where, what was found, what was expected. */
public final class Mp4Exception extends Exception {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String reason;

    public Mp4Exception(BoxPath path, String reason) {
        super(path + ": " + reason);
        this.path = path.toString();
        this.reason = reason;
    }

    /** Such as {@code moov/trak[2]/mdia/minf/stbl/stsz}; {@code file} if it is no box's fault. */
    public String path() {
        return path;
    }

    /** Such as {@code 4294967295 samples (expected: at most 16777216)}. */
    public String reason() {
        return reason;
    }
}
