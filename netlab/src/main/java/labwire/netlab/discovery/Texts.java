package labwire.netlab.discovery;

/** Texts as the protocols carry them. */
final class Texts {
    private Texts() {}

    static String limited(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
