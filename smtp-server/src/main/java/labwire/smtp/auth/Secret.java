package labwire.smtp.auth;

/** What is kept of a user's password. */
public sealed interface Secret permits Secret.Anything, Secret.Plain, ScramKeys {

    /** The length that passwords may have, in octets of UTF-8. */
    int MAX_OCTETS = 1_024;

    enum Form {
        /** No secret: any password is right. */
        ANYTHING,
        /** The password itself, which CRAM-MD5 and APOP need. */
        PLAIN,
        /** What SCRAM-SHA-256 needs, from which the password cannot be told. */
        SCRAM_SHA_256
    }

    Form form();

    /** Whether the password is the right one. Takes as long whether it is or not; for SCRAM keys some milliseconds. */
    boolean matches(String password);

    /** No secret at all. */
    record Anything() implements Secret {
        @Override
        public Form form() {
            return Form.ANYTHING;
        }

        @Override
        public boolean matches(String password) {
            return true;
        }
    }

    /** The password, prepared by {@link Saslprep}. */
    final class Plain implements Secret {
        private final String text;

        /** @throws IllegalArgumentException if it is empty, too long or cannot be prepared; it does not say what it is */
        public Plain(String password) {
            text = Saslprep.preparedSecret(password);
        }

        String text() {
            return text;
        }

        @Override
        public Form form() {
            return Form.PLAIN;
        }

        @Override
        public boolean matches(String password) {
            return Hashes.sameText(text, Saslprep.prepare(password).orElse(""));
        }

        @Override
        public String toString() {
            return "{PLAIN}***";
        }
    }
}
