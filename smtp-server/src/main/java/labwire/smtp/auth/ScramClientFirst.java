package labwire.smtp.auth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's first message (<a href="https://www.rfc-editor.org/rfc/rfc5802#section-7">RFC 5802 section 7</a>), such as
 * {@code n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL}.
 *
 * @param flag of channel binding: {@code n}, {@code y} or {@code p=type}
 * @param authorization as whom to act; empty for the user itself
 * @param gs2Header all up to the second comma, that included
 * @param bare what is behind it
 */
record ScramClientFirst(String flag, String authorization, String name, String nonce, String gs2Header, String bare) {

    private static final int MAX_NONCE_OCTETS = 256;
    private static final Pattern MESSAGE =
            Pattern.compile("(?<header>(?<flag>n|y|p=[A-Za-z0-9.-]{1,64}),(?:a=(?<authorization>[^,\\x00]*))?,)"
                    + "(?<bare>n=(?<name>[^,\\x00]+),r=(?<nonce>[!-+\\x2d-~]+)(?:,[^\\x00]*)?)");

    static Optional<ScramClientFirst> read(String text) {
        Matcher matcher = MESSAGE.matcher(text);
        if (!matcher.matches() || matcher.group("nonce").length() > MAX_NONCE_OCTETS) {
            return Optional.empty();
        }
        Optional<String> name = unescape(matcher.group("name"));
        Optional<String> authorization =
                unescape(Optional.ofNullable(matcher.group("authorization")).orElse(""));
        return name.isEmpty() || authorization.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScramClientFirst(
                        matcher.group("flag"),
                        authorization.get(),
                        name.get(),
                        matcher.group("nonce"),
                        matcher.group("header"),
                        matcher.group("bare")));
    }

    /** A comma is written {@code =2C}, an equals sign {@code =3D}, and there is no other use of it. */
    private static Optional<String> unescape(String name) {
        String rest = name.replace("=2C", "").replace("=3D", "");
        return rest.indexOf('=') >= 0 || SaslText.isLongerThan(UserNames.MAX_OCTETS, name)
                ? Optional.empty()
                : Optional.of(name.replace("=2C", ",").replace("=3D", "="));
    }
}
