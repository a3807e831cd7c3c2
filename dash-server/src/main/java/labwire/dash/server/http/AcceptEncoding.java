package labwire.dash.server.http;

/** The Accept-Encoding field (RFC 9110 section 12.5.3), as far as it is about gzip. */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Whether gzip may be sent: it, or anything, is named with a weight above 0. */
    static boolean allowsGzip(String value) {
        if (value.isEmpty()) {
            return false;
        }
        boolean any = false;
        for (String part : value.split(",", -1)) {
            String[] words = part.strip().split(";", 2);
            String coding = words[0].strip();
            boolean wanted = words.length == 1 || !isZero(words[1].strip());
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return wanted;
            }
            any |= coding.equals("*") && wanted;
        }
        return any;
    }

    private static boolean isZero(String weight) {
        return weight.matches("[qQ]\\s*=\\s*0(\\.0{0,3})?");
    }
}
