package labwire.netlab.routing.ospf.packet;

import labwire.netlab.wire.Bytes;

/**
 * One instance of a link state advertisement, without its age: immutable, so that all the databases of a lab share it.
 *
 * <p>The encoded body is kept beside what was read of it: an advertisement is flooded exactly as it came, also with
 * flags or metrics that this code does not know, else its checksum would be wrong.
 */
public final class Lsa {
    private final LsaHeader header;
    private final Bytes encodedBody;
    private final LsaBody body;

    Lsa(LsaHeader header, Bytes encodedBody, LsaBody body) {
        this.header = header;
        this.encodedBody = encodedBody;
        this.body = body;
    }

    /**
     * Makes an instance with its checksum.
     *
     * @throws IllegalArgumentException if the body is longer than an advertisement can be
     */
    public static Lsa originate(int options, LsaKey key, int sequence, LsaBody body) {
        return LsaCodec.originate(options, key, sequence, body);
    }

    public LsaHeader header() {
        return header;
    }

    public LsaKey key() {
        return header.key();
    }

    public LsaBody body() {
        return body;
    }

    Bytes encodedBody() {
        return encodedBody;
    }

    /** In bytes, header included. */
    public int length() {
        return header.length();
    }

    /** True if both say the same, whatever their sequence number (RFC 2328, 13.2). */
    public boolean hasContentOf(Lsa other) {
        return this == other || header.options() == other.header.options() && encodedBody.equals(other.encodedBody);
    }

    @Override
    public String toString() {
        return header + " " + body;
    }
}
