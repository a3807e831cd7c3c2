package labwire.dash.server.http;

/** The Accept-Encoding field (RFC 9110 section 12.5.3), as far as it is about gzip and about no coding at all. */
final class AcceptEncoding {
    /** Weights are in thousandths, as they have three decimals at most (section 12.4.2). */
    private static final int MOST = 1_000;

    private static final int UNNAMED = -1;

    private AcceptEncoding() {}

    /**
     * Whether gzip is to be sent: it, or anything, is named with a weight above 0 that is not below that of {@code
     * identity}. What names no coding at all is content with none.
     */
    static boolean prefersGzip(String value) {
        int gzip = UNNAMED;
        int identity = UNNAMED;
        int others = UNNAMED;
        for (String part : value.split(",", -1)) {
            int semicolon = part.indexOf(';');
            String coding = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            int weight =
                    semicolon < 0 ? MOST : weight(part.substring(semicolon + 1).strip());
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                gzip = Math.max(gzip, weight);
            } else if (coding.equalsIgnoreCase("identity")) {
                identity = weight;
            } else if (coding.equals("*")) {
                others = weight;
            }
        }
        int wanted = gzip == UNNAMED ? others : gzip;
        return wanted > 0 && wanted >= identity;
    }

    /** {@code q=0.5}; what is no weight is taken as 0, so that nobody gets what may not be meant. */
    private static int weight(String parameter) {
        if (!parameter.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
            return 0;
        }
        return (int) Math.round(Double.parseDouble(parameter.substring(2)) * MOST);
    }
}
