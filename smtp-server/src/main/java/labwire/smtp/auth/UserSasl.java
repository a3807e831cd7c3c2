package labwire.smtp.auth;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mechanisms for given users. */
final class UserSasl implements Sasl {

    private static final int NONCE_OCTETS = 18;

    private final Users users;
    private final Set<Mechanism> mechanisms;
    private final SecureRandom random;
    private final Decoys decoys;
    private final PasswordCheck passwords;

    UserSasl(Users users, Set<Mechanism> mechanisms, SecureRandom random) {
        this.users = users;
        this.mechanisms = ordered(mechanisms);
        this.random = random;
        this.decoys = Decoys.of(users, random);
        this.passwords = new PasswordCheck(users, decoys);
    }

    /** The strongest first. */
    private static Set<Mechanism> ordered(Set<Mechanism> mechanisms) {
        EnumSet<Mechanism> ordered = EnumSet.noneOf(Mechanism.class);
        ordered.addAll(mechanisms);
        return ordered;
    }

    @Override
    public List<String> mechanisms(SaslChannel channel) {
        return mechanisms.stream()
                .filter(mechanism -> isOffered(mechanism, channel))
                .map(Mechanism::text)
                .toList();
    }

    private boolean isOffered(Mechanism mechanism, SaslChannel channel) {
        if (!mechanisms.contains(mechanism) || mechanism.isPlaintext() && !channel.plaintextAllowed()) {
            return false;
        }
        Set<Secret.Form> forms = users.forms();
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS ->
                !forms.contains(Secret.Form.ANYTHING)
                        && channel.serverEndPoint().isPresent();
            case SCRAM_SHA_256 -> !forms.contains(Secret.Form.ANYTHING);
            case CRAM_MD5 -> EnumSet.of(Secret.Form.PLAIN, Secret.Form.ANYTHING).containsAll(forms) && !forms.isEmpty();
            case PLAIN, LOGIN -> true;
        };
    }

    @Override
    public Optional<SaslExchange> begin(String mechanism, SaslChannel channel) {
        return Mechanism.named(mechanism)
                .filter(known -> isOffered(known, channel))
                .map(offered -> switch (offered) {
                    case SCRAM_SHA_256_PLUS -> scram(ScramBinding.required(channel));
                    case SCRAM_SHA_256 -> scram(ScramBinding.none(isOffered(Mechanism.SCRAM_SHA_256_PLUS, channel)));
                    case CRAM_MD5 -> new CramMd5Exchange(users, decoys, challenge(channel));
                    case PLAIN -> new PlainExchange(passwords);
                    case LOGIN -> new LoginExchange(passwords);
                });
    }

    private ScramExchange scram(ScramBinding binding) {
        return new ScramExchange(users, decoys, binding, nonce());
    }

    private String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    /** RFC 2195 section 2 wants a message id, never the same again. */
    private String challenge(SaslChannel channel) {
        return "<" + nonce().replace('/', '_').replace('+', '-') + "@" + channel.serverName() + ">";
    }
}
