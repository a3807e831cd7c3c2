package labwire.smtp.auth;

import java.util.function.Supplier;

/** What comes next in a {@link SaslExchange}. */
public sealed interface SaslStep {

    /** Send this challenge, base64-encoded, and give the response. */
    final class Challenge implements SaslStep {
        private final byte[] octets;

        public Challenge(byte[] octets) {
            this.octets = octets.clone();
        }

        public byte[] octets() {
            return octets.clone();
        }
    }

    /** Something that takes milliseconds, such as PBKDF2, to be run off the event loop; its result is the next step. */
    record Work(Supplier<SaslStep> work) implements SaslStep {}

    /** @param user the canonical name that the client is now known by */
    record Success(String user) implements SaslStep {}

    /** @param reason for the log and the transcript; the client hears only that it failed. Without secrets */
    record Failure(String reason) implements SaslStep {}

    /** The response was not what the mechanism's syntax allows: 501, not 535. */
    record Malformed(String problem) implements SaslStep {}
}
