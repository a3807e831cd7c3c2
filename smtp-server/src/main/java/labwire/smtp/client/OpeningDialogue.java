package labwire.smtp.client;

import java.util.Base64;
import java.util.List;
import labwire.smtp.auth.ClientExchange;
import labwire.smtp.client.ClientMove.Done;
import labwire.smtp.client.ClientMove.Patience;
import labwire.smtp.client.ClientMove.Say;
import labwire.smtp.client.ClientMove.StartTls;
import labwire.smtp.client.ClientMove.Work;
import labwire.smtp.client.SenderException.Problem;
import labwire.smtp.reply.SmtpReply;
import org.jspecify.annotations.Nullable;

/** The client's side from the greeting until messages may be sent, without I/O. For one thread. */
final class OpeningDialogue implements ClientDialogue {

    /** Which reply is awaited. */
    private enum Stage {
        /** → EHLO. */
        GREETING,
        /** → STARTTLS, AUTH, OPEN; or HELO, if the server knows no EHLO. */
        EHLO,
        /** → OPEN. */
        HELO,
        /** → EHLO once more, under TLS; or, where TLS may fail, AUTH, OPEN. */
        STARTTLS,
        /** → OPEN. */
        AUTH,
        OPEN
    }

    private final ClientProfile profile;
    private Stage stage = Stage.GREETING;
    private ServerOffer offer = ServerOffer.NOTHING;
    private boolean secured;
    private @Nullable ClientExchange exchange;

    OpeningDialogue(ClientProfile profile) {
        this.profile = profile;
        this.secured = profile.implicitTls();
    }

    @Override
    public ClientMove start() {
        return new Say("", Patience.GREETING);
    }

    ServerOffer offer() {
        return offer;
    }

    boolean isSecured() {
        return secured;
    }

    /** {@inheritDoc} What the server offered before does not count (RFC 3207 section 4.2). */
    @Override
    public ClientMove secured() {
        secured = true;
        return say(Stage.EHLO, "EHLO " + profile.clientName());
    }

    @Override
    public ClientMove on(SmtpReply reply) throws SenderException {
        return switch (stage) {
            case GREETING -> {
                require(reply.code() == 220, reply, "220");
                yield say(Stage.EHLO, "EHLO " + profile.clientName());
            }
            case EHLO -> ehlo(reply);
            case HELO -> {
                require(reply.isPositive(), reply, "250");
                yield open();
            }
            case STARTTLS -> {
                if (reply.code() == 220) {
                    yield new StartTls();
                }
                if (profile.tls() != TlsPolicy.OPPORTUNISTIC) {
                    throw new SenderException(Problem.TLS, reply, "220 to STARTTLS");
                }
                yield authenticate();
            }
            case AUTH -> auth(reply);
            case OPEN -> throw new SenderException(Problem.PROTOCOL, reply, "nothing");
        };
    }

    private ClientMove ehlo(SmtpReply reply) throws SenderException {
        if (!reply.isPositive()) {
            boolean mayDoWithout =
                    (secured || !needsTls()) && profile.credentials().isEmpty();
            require(reply.isPermanentFailure() && mayDoWithout, reply, "250");
            return say(Stage.HELO, "HELO " + profile.clientName());
        }
        offer = ServerOffer.of(reply);
        if (!secured && profile.tls() != TlsPolicy.NONE) {
            if (offer.has("STARTTLS")) {
                return say(Stage.STARTTLS, "STARTTLS");
            }
            if (needsTls()) {
                throw new SenderException(
                        Problem.TLS, "the server offers " + offer + " (expected: STARTTLS among them)");
            }
        }
        return authenticate();
    }

    private boolean needsTls() {
        return switch (profile.tls()) {
            case NONE, OPPORTUNISTIC -> false;
            case REQUIRED, VERIFIED -> true;
        };
    }

    private ClientMove authenticate() throws SenderException {
        if (profile.credentials().isEmpty()) {
            return open();
        }
        List<String> offered = offer.parameters("AUTH");
        Credentials credentials = profile.credentials().get();
        ClientExchange chosen = ClientExchange.choose(
                        offered,
                        credentials.user(),
                        credentials.password(),
                        secured,
                        profile.nonces().orElseThrow())
                .orElseThrow(() -> new SenderException(
                        Problem.AUTH,
                        "the server offers AUTH " + offered + (secured ? "" : " without TLS")
                                + " (expected: SCRAM-SHA-256 or CRAM-MD5, or, under TLS, PLAIN or LOGIN)"));
        exchange = chosen;
        String initial = chosen.initial().map(octets -> " " + base64(octets)).orElse("");
        return say(Stage.AUTH, "AUTH " + chosen.mechanism() + initial);
    }

    private ClientMove auth(SmtpReply reply) throws SenderException {
        ClientExchange running = exchange;
        if (running == null || !(reply.isIntermediate() || reply.isPositive() && running.isComplete())) {
            throw new SenderException(Problem.AUTH, reply, "235");
        }
        if (reply.isPositive()) {
            return open();
        }
        String challenge = reply.lines().get(0).strip();
        return new Work(() -> base64(running.respond(Base64.getDecoder().decode(challenge))) + "\r\n");
    }

    private ClientMove open() {
        stage = Stage.OPEN;
        return new Done();
    }

    private ClientMove say(Stage next, String line) {
        stage = next;
        return new Say(line + "\r\n", Patience.COMMAND);
    }

    private static void require(boolean right, SmtpReply found, String expected) throws SenderException {
        if (!right) {
            throw new SenderException(Problem.REFUSED, found, expected);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
