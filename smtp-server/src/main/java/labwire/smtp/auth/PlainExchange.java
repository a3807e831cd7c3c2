package labwire.smtp.auth;

/**
 * PLAIN (<a href="https://www.rfc-editor.org/rfc/rfc4616">RFC 4616</a>): one response, {@code [authorization] NUL name
 * NUL password}.
 */
final class PlainExchange implements SaslExchange {

    private final PasswordCheck passwords;

    PlainExchange(PasswordCheck passwords) {
        this.passwords = passwords;
    }

    @Override
    public SaslStep start() {
        return new SaslStep.Challenge(new byte[0]);
    }

    @Override
    public SaslStep respond(byte[] response) {
        String[] parts = SaslText.of(response).orElse("").split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
            return new SaslStep.Malformed("PLAIN wants [authorization] NUL name NUL password, in UTF-8");
        }
        if (SaslText.isLongerThan(UserNames.MAX_OCTETS, parts[0])
                || SaslText.isLongerThan(UserNames.MAX_OCTETS, parts[1])
                || SaslText.isLongerThan(Secret.MAX_OCTETS, parts[2])) {
            return new SaslStep.Malformed("PLAIN takes names of at most " + UserNames.MAX_OCTETS
                    + " octets, passwords of at most " + Secret.MAX_OCTETS);
        }
        return passwords.check(parts[0], parts[1], parts[2]);
    }
}
