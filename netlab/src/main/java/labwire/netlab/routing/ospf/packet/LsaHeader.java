package labwire.netlab.routing.ospf.packet;

/**
 * What tells the instances of an advertisement apart, without the age, which is another at each router (RFC 2328,
 * A.4.1).
 *
 * @param options capabilities, see {@link OspfPacket#OPTION_EXTERNAL}
 * @param sequence a signed number, {@link #INITIAL_SEQUENCE} to {@link #MAX_SEQUENCE}: the larger one is newer
 * @param checksum Fletcher's, over everything but the age
 * @param length in bytes, this header included
 */
public record LsaHeader(int options, LsaKey key, int sequence, int checksum, int length) {
    /** Of a header, in bytes. */
    public static final int LENGTH = 20;

    public static final int INITIAL_SEQUENCE = 0x8000_0001;
    public static final int MAX_SEQUENCE = 0x7FFF_FFFF;
    /** Seconds at which an advertisement is thrown out of every database. */
    public static final int MAX_AGE_SECONDS = 3600;
    /** Instances whose ages differ by more count as different. */
    public static final int MAX_AGE_DIFF_SECONDS = 900;

    /**
     * Which of two instances is more recent (RFC 2328, 13.1): positive if this one, negative if the other, 0 if they
     * are the same.
     */
    public int compareRecency(int ageSeconds, LsaHeader other, int otherAgeSeconds) {
        if (sequence != other.sequence) {
            return Integer.compare(sequence, other.sequence);
        }
        if (checksum != other.checksum) {
            return Integer.compare(checksum, other.checksum);
        }
        boolean old = ageSeconds >= MAX_AGE_SECONDS;
        if (old != otherAgeSeconds >= MAX_AGE_SECONDS) {
            return old ? 1 : -1;
        }
        if (Math.abs(ageSeconds - otherAgeSeconds) > MAX_AGE_DIFF_SECONDS) {
            return Integer.compare(otherAgeSeconds, ageSeconds);
        }
        return 0;
    }
}
