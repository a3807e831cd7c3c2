package labwire.netlab.console.pipe;

/**
 * Some characters, or all others.
 *
 * @param ranges pairs of the first and the last character of a range
 * @param negated true for all that are in no range
 */
record CharacterSet(String ranges, boolean negated) {
    static final CharacterSet ANY = new CharacterSet("", true);
    /** What {@code _} stands for, beside the ends of a line. */
    static final CharacterSet DELIMITER = new CharacterSet("  ,,{{}}(())", false);

    static CharacterSet of(char c) {
        return new CharacterSet(String.valueOf(c) + c, false);
    }

    boolean contains(char c) {
        for (int i = 0; i < ranges.length(); i += 2) {
            if (c >= ranges.charAt(i) && c <= ranges.charAt(i + 1)) {
                return !negated;
            }
        }
        return negated;
    }
}
