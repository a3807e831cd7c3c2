package labwire.netlab.wire;

/**
 * A header between IPv6's own and the payload (<a href="https://www.rfc-editor.org/rfc/rfc8200#section-4">RFC 8200,
 * 4</a>). What follows it, the packet knows.
 */
public sealed interface ExtensionHeader {
    int HOP_BY_HOP = 0;
    int ROUTING = 43;
    int FRAGMENT = 44;
    int NO_NEXT_HEADER = 59;
    int DESTINATION_OPTIONS = 60;

    /** Headers of one packet (<a href="https://www.rfc-editor.org/rfc/rfc8504#section-5.3">RFC 8504, 5.3</a>). */
    int MAX_HEADERS = 8;
    /** The bytes of all headers of one packet, as RFC 8883 and RFC 8504 let a node limit them. */
    int MAX_CHAIN_LENGTH = 1024;

    /** True for a number that stands for a header of this kind, or for nothing behind the last one. */
    static boolean isOne(int number) {
        return number == HOP_BY_HOP
                || number == ROUTING
                || number == FRAGMENT
                || number == NO_NEXT_HEADER
                || number == DESTINATION_OPTIONS;
    }

    /** The number in the next-header field before it. */
    int number();

    /** Encoded length in bytes, a multiple of 8. */
    int length();

    /**
     * Options that every router ({@link #HOP_BY_HOP}) or the destination looks at.
     *
     * @param number {@link #HOP_BY_HOP} or {@link #DESTINATION_OPTIONS}
     * @param options what follows the two octets of type and length: 6 bytes more than a multiple of 8
     */
    record Options(int number, Bytes options) implements ExtensionHeader {
        public Options {
            if (number != HOP_BY_HOP && number != DESTINATION_OPTIONS) {
                throw new IllegalArgumentException("options header: " + number + " (expected: 0 or 60)");
            }
            checkLength("options", options.length() + 2);
        }

        @Override
        public int length() {
            return 2 + options.length();
        }
    }

    /**
     * Routers to pass, all of which have been passed unless {@code segmentsLeft} says otherwise.
     *
     * @param data what follows the four octets of the header: 4 bytes more than a multiple of 8
     */
    record Routing(int type, int segmentsLeft, Bytes data) implements ExtensionHeader {
        public Routing {
            checkLength("routing data", data.length() + 4);
        }

        @Override
        public int number() {
            return ROUTING;
        }

        @Override
        public int length() {
            return 4 + data.length();
        }
    }

    /**
     * A part of a packet, or all of it where it is "atomic" (RFC 6946).
     *
     * @param offset of its data in units of 8 bytes, 0 to 8191
     * @param identification the same in all parts
     */
    record Fragment(int offset, boolean more, int identification) implements ExtensionHeader {
        public static final int LENGTH = 8;
        /** Offsets count units of so many bytes. */
        public static final int UNIT_BYTES = 8;

        public boolean isAtomic() {
            return offset == 0 && !more;
        }

        @Override
        public int number() {
            return FRAGMENT;
        }

        @Override
        public int length() {
            return LENGTH;
        }
    }

    private static void checkLength(String what, int length) {
        if (length < 8 || length % 8 != 0 || length > 8 * 256) {
            throw new IllegalArgumentException(
                    what + ": header of " + length + " bytes (expected: a multiple of 8, 8-2048)");
        }
    }
}
