package labwire.dash.media;

/** Bytes of a file. */
public record ByteRange(long position, long length) {
    /** The last byte, as HTTP and manifests count. */
    public long last() {
        return position + length - 1;
    }

    /** As manifests write it: {@code 0-862}. */
    @Override
    public String toString() {
        return position + "-" + last();
    }
}
