package labwire.smtp.queue;

/** Finds the {@link ContentTraits} of a message while its octets pass by. */
final class TraitScanner {

    private static final String FIELD = "received:";

    private enum Place {
        /** In the header, at or behind the beginning of a line: colon or mismatch → HEADER_LINE, line end → BODY. */
        FIELD_NAME,
        /** Somewhere else in the header: line end → FIELD_NAME. */
        HEADER_LINE,
        BODY
    }

    private Place place = Place.FIELD_NAME;
    /** Octets of {@link #FIELD} that this line began with. */
    private int matched;

    private boolean emptyLine = true;
    private boolean eightBit;
    private boolean eightBitHeader;
    private int hops;

    void add(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            byte octet = octets[i];
            if (octet < 0) {
                eightBit = true;
                eightBitHeader |= place != Place.BODY;
            }
            if (place != Place.BODY) {
                header(octet);
            }
        }
    }

    private void header(byte octet) {
        if (octet == '\n') {
            place = emptyLine ? Place.BODY : Place.FIELD_NAME;
            emptyLine = true;
            matched = 0;
        } else if (octet != '\r') {
            emptyLine = false;
            if (place == Place.FIELD_NAME) {
                name(octet);
            }
        }
    }

    private void name(byte octet) {
        int lower = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
        if (lower != FIELD.charAt(matched)) {
            place = Place.HEADER_LINE;
        } else if (++matched == FIELD.length()) {
            hops++;
            place = Place.HEADER_LINE;
        }
    }

    ContentTraits traits() {
        return new ContentTraits(eightBit, eightBitHeader, hops);
    }
}
