package labwire.smtp.auth;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * CRAM-MD5 (<a href="https://www.rfc-editor.org/rfc/rfc2195">RFC 2195</a>): the server gives a text, the client its name
 * and the HMAC-MD5 of that text, keyed with the password.
 */
final class CramMd5Exchange implements SaslExchange {

    private final Users users;
    private final Decoys decoys;
    private final String challenge;
    private boolean challenged;

    CramMd5Exchange(Users users, Decoys decoys, String challenge) {
        this.users = users;
        this.decoys = decoys;
        this.challenge = challenge;
    }

    @Override
    public SaslStep start() {
        challenged = true;
        return new SaslStep.Challenge(SaslText.octets(challenge));
    }

    @Override
    public SaslStep respond(byte[] response) {
        if (!challenged) {
            return new SaslStep.Malformed("CRAM-MD5 takes no initial response");
        }
        String text = SaslText.of(response).orElse("");
        int space = text.lastIndexOf(' ');
        String digest = text.substring(space + 1).toLowerCase(Locale.ROOT);
        if (space < 1 || !digest.matches("[0-9a-f]{32}")) {
            return new SaslStep.Malformed("CRAM-MD5 wants a name, a space and 32 hexadecimal digits");
        }
        String name = text.substring(0, space);
        if (SaslText.isLongerThan(UserNames.MAX_OCTETS, name)) {
            return new SaslStep.Malformed("CRAM-MD5 takes names of at most " + UserNames.MAX_OCTETS + " octets");
        }
        return check(name, HexFormat.of().parseHex(digest));
    }

    private SaslStep check(String name, byte[] digest) {
        Optional<User> user = users.find(name);
        Secret secret = user.map(User::secret).orElseGet(() -> decoys.secret(name));
        boolean right = switch (secret.form()) {
            case ANYTHING -> true;
            case PLAIN, SCRAM_SHA_256 ->
                secret instanceof Secret.Plain plain
                        && Hashes.same(Hashes.hmac("HmacMD5", SaslText.octets(plain.text()), challenge), digest);
        };
        return user.isEmpty()
                ? new SaslStep.Failure("no such user")
                : right
                        ? new SaslStep.Success(user.get().name())
                        : new SaslStep.Failure("wrong digest for " + user.get().name());
    }
}
