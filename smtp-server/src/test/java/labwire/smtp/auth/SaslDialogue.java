package labwire.smtp.auth;

import java.nio.charset.StandardCharsets;

/** Has an exchange as text, its work done at once. */
final class SaslDialogue {

    private final SaslExchange exchange;

    SaslDialogue(SaslExchange exchange) {
        this.exchange = exchange;
    }

    String start() {
        return text(exchange.start());
    }

    String respond(String response) {
        return text(exchange.respond(response.getBytes(StandardCharsets.UTF_8)));
    }

    /** Such as {@code challenge: Password:}, {@code success: alice}, {@code failure}, {@code malformed}. */
    static String text(SaslStep step) {
        if (step instanceof SaslStep.Challenge challenge) {
            return "challenge: " + new String(challenge.octets(), StandardCharsets.UTF_8);
        }
        if (step instanceof SaslStep.Work work) {
            return text(work.work().get());
        }
        if (step instanceof SaslStep.Success success) {
            return "success: " + success.user();
        }
        if (step instanceof SaslStep.Failure failure) {
            return "failure: " + failure.reason();
        }
        return "malformed: " + ((SaslStep.Malformed) step).problem();
    }
}
