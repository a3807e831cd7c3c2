package labwire.smtp.hook;

import java.util.Locale;
import labwire.smtp.envelope.MailAddress;

/**
 * A pattern of addresses, in any case, in which {@code *} stands for any characters: {@code *@example.com}, {@code
 * bounce-*@*}.
 */
public record AddressPattern(String text) {

    /** Any address. */
    public static final AddressPattern ANY = new AddressPattern("*");

    /** Longer patterns say nothing that shorter ones could not. */
    public static final int MAX_LENGTH = 256;

    public AddressPattern {
        text = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("address pattern: " + text.length() + " characters (expected: 1 to "
                    + MAX_LENGTH + ", such as *@example.com)");
        }
    }

    public boolean matches(MailAddress address) {
        return matches(address.toString());
    }

    /** In time linear in the text for each star: a star that fits once need not be tried elsewhere. */
    public boolean matches(String address) {
        String found = address.toLowerCase(Locale.ROOT);
        int p = 0;
        int f = 0;
        int star = -1;
        int resume = 0;
        while (f < found.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = f;
            } else if (p < text.length() && text.charAt(p) == found.charAt(f)) {
                p++;
                f++;
            } else if (star >= 0) {
                p = star + 1;
                f = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
