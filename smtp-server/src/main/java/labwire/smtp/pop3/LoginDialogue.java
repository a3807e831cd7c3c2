package labwire.smtp.pop3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.auth.Apop;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.SaslChannel;
import labwire.smtp.auth.SaslExchange;
import labwire.smtp.auth.SaslStep;
import org.jspecify.annotations.Nullable;

/** How a client says who it is: USER and PASS, APOP or AUTH, all of them turned into SASL steps. */
final class LoginDialogue {

    private static final String PLAIN = "PLAIN";

    private final Sasl sasl;
    private final Optional<Apop> apop;
    private final String timestamp;

    private SaslChannel channel;
    /** From USER; null before. */
    private @Nullable String user;
    /** Of AUTH; null if none is under way. */
    private @Nullable SaslExchange exchange;

    private String mechanism = "";

    LoginDialogue(Sasl sasl, Optional<Apop> apop, SaslChannel channel) {
        this.sasl = sasl;
        this.apop = apop;
        this.channel = channel;
        this.timestamp =
                apop.map(offered -> offered.timestamp(channel.serverName())).orElse("");
    }

    /** What a greeting ends with: the timestamp for APOP, if that is offered. */
    String timestamp() {
        return timestamp;
    }

    /** Forgets what was said before TLS. */
    void secured(SaslChannel tls) {
        channel = tls;
        user = null;
        exchange = null;
    }

    List<String> mechanisms() {
        return sasl.mechanisms(channel);
    }

    /** Whether USER and PASS are offered: they are as open to whoever listens as PLAIN is. */
    boolean offersUser() {
        return mechanisms().contains(PLAIN);
    }

    /** How the client logs in, for logs. */
    String mechanism() {
        return mechanism;
    }

    void user(String name) {
        user = name;
    }

    /** The check of a password; empty if there was no USER before. */
    Optional<SaslStep> pass(String password) {
        String name = user;
        user = null;
        mechanism = "USER";
        return name == null
                ? Optional.empty()
                : sasl.begin(PLAIN, channel).map(plain -> plain.respond(plainResponse(name, password)));
    }

    private static byte[] plainResponse(String name, String password) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.write(0);
        response.writeBytes(octets(name));
        response.write(0);
        response.writeBytes(octets(password));
        return response.toByteArray();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The check of a digest; empty if APOP is not offered. */
    Optional<SaslStep> apop(String name, String digest) {
        mechanism = "APOP";
        return apop.map(offered -> offered.check(timestamp, new String(octets(name), StandardCharsets.UTF_8), digest));
    }

    /**
     * Begins an exchange; empty if there is no such mechanism.
     *
     * @param initialResponse in base64, or {@code =} for an empty one; empty if there is none
     */
    Optional<SaslStep> auth(String name, Optional<String> initialResponse) {
        mechanism = name.toUpperCase(Locale.ROOT);
        Optional<SaslExchange> begun = sasl.begin(mechanism, channel);
        exchange = begun.orElse(null);
        return begun.map(exchange -> initialResponse
                .map(text -> text.equals("=") ? exchange.respond(new byte[0]) : respond(exchange, text))
                .orElseGet(exchange::start));
    }

    /** The step that a response in base64 gives. */
    SaslStep respond(String response) {
        if (exchange == null) {
            throw new IllegalStateException("no SASL exchange is under way");
        }
        return respond(exchange, response);
    }

    private static SaslStep respond(SaslExchange exchange, String response) {
        try {
            return exchange.respond(Base64.getDecoder().decode(response));
        } catch (IllegalArgumentException e) {
            return new SaslStep.Malformed("response is not in base64");
        }
    }
}
