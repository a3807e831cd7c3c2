package labwire.smtp.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import labwire.smtp.envelope.MailAddress;

/**
 * Names a mailbox's folder after the mailbox, so that no two share one, on any file system: lower-case letters, digits
 * and {@code - _ .} stand for themselves, and so does the {@code @} of an address; every other octet of the UTF-8 form
 * becomes {@code %xx} (upper-case letters too, for file systems that ignore case), and so does a dot or dash at the
 * start. A name that would be too long is cut and ends in {@code =} and the SHA-256 of all of it; {@code =} itself is
 * never left as it is.
 */
final class MailboxNames {

    /** Short of the 255 octets that file systems allow, with room for a suffix. */
    static final int MAX_NAME_OCTETS = 160;

    private static final int KEPT_OF_LONG_NAMES = 80;

    private MailboxNames() {}

    /** The folder of a mailbox by its name: an address, in any spelling, or any other text. */
    static String of(String mailbox) {
        if (mailbox.indexOf('@') >= 0) {
            try {
                return of(MailAddress.of(mailbox));
            } catch (IllegalArgumentException e) {
                // A name with an @ that is no address: encoded, so that it shares no folder with one that is.
            }
        }
        return cut(encode(mailbox, true));
    }

    static String of(MailAddress address) {
        // A quoted local part may hold an @ of its own: only the last one stands for itself.
        String name = encode(address.localPart(), true)
                + (address.domain().isEmpty() ? "" : "@" + encode(address.domain(), false));
        return cut(name);
    }

    private static String cut(String name) {
        if (name.length() <= MAX_NAME_OCTETS) {
            return name;
        }
        return name.substring(0, KEPT_OF_LONG_NAMES) + "=" + sha256(name);
    }

    private static String encode(String text, boolean leads) {
        StringBuilder name = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= 'a' && octet <= 'z'
                    || octet >= '0' && octet <= '9'
                    || octet == '_'
                    || (octet == '.' || octet == '-') && (!leads || !name.isEmpty());
            if (plain) {
                name.append((char) octet);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(octet));
            }
        }
        return name.toString();
    }

    /** The mailbox's name by its folder; the folder itself where that does not tell. */
    static String nameOf(String folder) {
        int at = folder.indexOf('@');
        try {
            String name = at < 0
                    ? decode(folder)
                    : new MailAddress(decode(folder.substring(0, at)), decode(folder.substring(at + 1))).toString();
            return of(name).equals(folder) ? name : folder;
        } catch (IllegalArgumentException e) {
            return folder;
        }
    }

    private static String decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                octets.write(HexFormat.fromHexDigits(text, i + 1, Math.min(i + 3, text.length())));
                i += 2;
            } else {
                octets.write(c);
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    /** In 64 hexadecimal digits. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
