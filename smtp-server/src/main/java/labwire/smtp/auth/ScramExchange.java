package labwire.smtp.auth;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS, server side (<a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>):
 *
 * <pre>
 *   C: n,,n=user,r=cnonce
 *   S: r=cnonce+snonce,s=salt,i=iterations
 *   C: c=biws,r=cnonce+snonce,p=proof
 *   S: v=signature              a challenge, since neither SMTP nor POP3 has data beside their success
 *   C: (nothing)
 * </pre>
 */
final class ScramExchange implements SaslExchange {

    private enum State {
        /** Nothing said: the client's first message → PROOF. */
        FIRST,
        /** Salt and nonce are given: a right proof → SIGNED, else OVER. */
        PROOF,
        /** The server has proved itself: an empty response → OVER. */
        SIGNED,
        /** Ended. */
        OVER
    }

    private final Users users;
    private final Decoys decoys;
    private final ScramBinding binding;
    private final String serverNonce;

    private State state = State.FIRST;
    private Optional<User> user = Optional.empty();
    private @Nullable ScramClientFirst first;
    private String serverFirst = "";

    ScramExchange(Users users, Decoys decoys, ScramBinding binding, String serverNonce) {
        this.users = users;
        this.decoys = decoys;
        this.binding = binding;
        this.serverNonce = serverNonce;
    }

    @Override
    public SaslStep start() {
        return new SaslStep.Challenge(new byte[0]);
    }

    @Override
    public SaslStep respond(byte[] response) {
        State before = state;
        state = State.OVER;
        return switch (before) {
            case FIRST ->
                SaslText.of(response)
                        .flatMap(ScramClientFirst::read)
                        .map(this::first)
                        .orElseGet(() -> new SaslStep.Malformed("SCRAM wants n,,n=name,r=nonce, in UTF-8"));
            case PROOF ->
                SaslText.of(response)
                        .flatMap(ScramClientFinal::read)
                        .map(this::proof)
                        .orElseGet(() -> new SaslStep.Malformed("SCRAM wants c=binding,r=nonce,p=proof"));
            case SIGNED -> signed(response);
            case OVER -> new SaslStep.Malformed("SCRAM is over");
        };
    }

    private SaslStep first(ScramClientFirst message) {
        Optional<String> problem = binding.problem(message.flag());
        if (problem.isPresent()) {
            return new SaslStep.Failure(problem.get());
        }
        first = message;
        user = users.find(message.name());
        byte[] salt = decoys.salt(message.name());
        int iterations = decoys.iterations();
        if (user.isPresent() && user.get().secret() instanceof ScramKeys keys) {
            salt = keys.salt();
            iterations = keys.iterations();
        }
        serverFirst = "r=" + message.nonce() + serverNonce + ",s="
                + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
        state = State.PROOF;
        return new SaslStep.Challenge(SaslText.octets(serverFirst));
    }

    private SaslStep proof(ScramClientFinal message) {
        ScramClientFirst begun = begun();
        if (!Hashes.same(binding.expected(begun.gs2Header()), message.binding())) {
            return new SaslStep.Failure("the client sees another TLS connection, or another beginning of the exchange");
        }
        if (!message.nonce().equals(begun.nonce() + serverNonce)) {
            return new SaslStep.Failure("the nonce is not that of this exchange");
        }
        // What a name's secret costs here depends on the form of the users' secrets alone, not on whether there is one.
        return user.map(User::secret).orElseGet(() -> decoys.secret(begun.name())) instanceof Secret.Plain plain
                ? new SaslStep.Work(() ->
                        verify(message, ScramKeys.derive(plain.text(), decoys.salt(begun.name()), decoys.iterations())))
                : verify(message, keys(begun));
    }

    private ScramKeys keys(ScramClientFirst begun) {
        return user.isPresent() && user.get().secret() instanceof ScramKeys keys ? keys : decoys.keys(begun.name());
    }

    private SaslStep verify(ScramClientFinal message, ScramKeys keys) {
        String authMessage = begun().bare() + "," + serverFirst + "," + message.withoutProof();
        boolean right = keys.proves(message.proof(), authMessage);
        if (user.isEmpty()) {
            return new SaslStep.Failure("no such user");
        }
        if (!right) {
            return new SaslStep.Failure("wrong proof for " + user.get().name());
        }
        state = State.SIGNED;
        return new SaslStep.Challenge(
                SaslText.octets("v=" + Base64.getEncoder().encodeToString(keys.signature(authMessage))));
    }

    private SaslStep signed(byte[] response) {
        return response.length > 0
                ? new SaslStep.Malformed("SCRAM wants an empty response to the server's signature")
                : PasswordCheck.authorized(users, user.orElseThrow(), begun().authorization());
    }

    private ScramClientFirst begun() {
        if (first == null) {
            throw new IllegalStateException("no SCRAM exchange in state " + state);
        }
        return first;
    }
}
