package labwire.netlab.device.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A password as a configuration stores it: in clear text, encoded, or as a hash.
 *
 * @param form how the text is to be read
 * @param text what a configuration line shows behind the form's number
 */
public record StoredPassword(Form form, String text) {
    /** A longer password is refused; IOS takes 25 to 254 characters, depending on the place. */
    public static final int MAX_LENGTH = 127;

    private static final int SALT_LENGTH = 4;
    private static final String SALT_ALPHABET = CryptBase64.ALPHABET;

    /** The forms, by the numbers that IOS gives them. */
    public enum Form {
        CLEAR(0, Pattern.compile(".{1,127}")),
        MD5(5, Pattern.compile("\\$1\\$[./0-9A-Za-z]{0,8}\\$[./0-9A-Za-z]{22}")),
        /** Encoded against a look over the shoulder, not against anybody else. */
        VIGENERE(7, Pattern.compile("(?:0[0-9]|1[0-5])(?:[0-9A-Fa-f]{2}){1,127}")),
        PBKDF2(8, Pattern.compile("\\$8\\$[./0-9A-Za-z]{14}\\$[./0-9A-Za-z]{43}")),
        SCRYPT(9, Pattern.compile("\\$9\\$[./0-9A-Za-z]{14}\\$[./0-9A-Za-z]{43}"));

        private final int number;
        private final Pattern pattern;

        Form(int number, Pattern pattern) {
            this.number = number;
            this.pattern = pattern;
        }

        /** What stands before the text in a configuration line. */
        public int number() {
            return number;
        }

        /** The form of a number, if there is one. */
        public static Optional<Form> of(int number) {
            for (Form form : values()) {
                if (form.number == number) {
                    return Optional.of(form);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is not of the form; see {@link #parse}
     */
    public StoredPassword {
        if (!form.pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("password of form " + form.number + ": not of that form");
        }
    }

    /** A password as it was typed, 1 to {@link #MAX_LENGTH} characters. */
    public static StoredPassword clear(String password) {
        return new StoredPassword(Form.CLEAR, password);
    }

    /** The hash that {@code secret} makes of what was typed. */
    public static StoredPassword hashed(String password, RandomGenerator random) {
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < SALT_LENGTH; i++) {
            salt.append(SALT_ALPHABET.charAt(random.nextInt(SALT_ALPHABET.length())));
        }
        return new StoredPassword(Form.MD5, Md5Crypt.hash(password, salt.toString()));
    }

    /** What a configuration line's number and text say; empty if the text is not of that form. */
    public static Optional<StoredPassword> parse(int number, String text) {
        return Form.of(number)
                .filter(form -> form.pattern.matcher(text).matches())
                .map(form -> new StoredPassword(form, text));
    }

    /** The same, encoded by form 7 if it is in clear text; the same text each time. */
    public StoredPassword encoded() {
        // A long one beyond ASCII may have more octets than the form takes.
        return form == Form.CLEAR
                ? parse(Form.VIGENERE.number, Vigenere.encode(text)).orElse(this)
                : this;
    }

    /** Whether this is the password. How long the comparison takes does not depend on where the two differ. */
    public boolean matches(String typed) {
        if (typed.length() > MAX_LENGTH) {
            return false;
        }
        return switch (form) {
            case CLEAR -> equal(text, typed);
            case MD5 -> equal(text, Md5Crypt.hash(typed, text.split("\\$")[2]));
            case VIGENERE -> equal(Vigenere.decode(text), typed);
            case PBKDF2 -> equal(text, Pbkdf2Secret.hash(typed, text.split("\\$")[2]));
            case SCRYPT -> equal(text, ScryptSecret.hash(typed, text.split("\\$")[2]));
        };
    }

    private static boolean equal(String expected, String found) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    /** As a configuration line ends: {@code 0 access123}. */
    public String shown() {
        return form.number + " " + text;
    }

    /** The form alone: what a log may show. */
    @Override
    public String toString() {
        return "password of form " + form.number;
    }
}
