package labwire.smtp.auth;

import org.jspecify.annotations.Nullable;

/** LOGIN: asks for the name, unless it came as the initial response, and then for the password. */
final class LoginExchange implements SaslExchange {

    private final PasswordCheck passwords;
    /** Null until it is known. */
    private @Nullable String name;

    LoginExchange(PasswordCheck passwords) {
        this.passwords = passwords;
    }

    /** Clients compare the prompts without regard to case, if at all; these are the common spellings. */
    @Override
    public SaslStep start() {
        return new SaslStep.Challenge(SaslText.octets("Username:"));
    }

    @Override
    public SaslStep respond(byte[] response) {
        int limit = name == null ? UserNames.MAX_OCTETS : Secret.MAX_OCTETS;
        String text = SaslText.of(response).orElse("");
        if (text.isEmpty() || response.length > limit || text.indexOf('\0') >= 0) {
            return new SaslStep.Malformed("LOGIN wants a " + (name == null ? "name" : "password") + " of 1 to " + limit
                    + " octets, in UTF-8");
        }
        if (name == null) {
            name = text;
            return new SaslStep.Challenge(SaslText.octets("Password:"));
        }
        return passwords.check("", name, text);
    }
}
