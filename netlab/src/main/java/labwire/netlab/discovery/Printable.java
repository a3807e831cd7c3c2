package labwire.netlab.discovery;

/** What a neighbour says, so that it cannot write to our terminals what it likes. */
public final class Printable {
    private Printable() {}

    /** The text with a full stop for every control character. */
    public static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", ".");
    }

    /** The same, but lines may end. */
    public static String lines(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", ".");
    }
}
