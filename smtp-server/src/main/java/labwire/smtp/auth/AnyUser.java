package labwire.smtp.auth;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets everybody in, by any name and any password: the users of a test server without configured users. There is no
 * SCRAM with it, since there the server too would have to know the password.
 */
public final class AnyUser implements Users {

    /** An address's domain does not depend on case, so that a mailbox is found however its address is spelled. */
    @Override
    public Optional<User> find(String name) {
        return Saslprep.prepare(name)
                .map(AnyUser::withLowerCaseDomain)
                .filter(UserNames::isName)
                .map(canonical -> new User(canonical, new Secret.Anything()));
    }

    private static String withLowerCaseDomain(String name) {
        int at = name.lastIndexOf('@');
        return name.substring(0, at + 1)
                + (at < 0 ? name : name.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    @Override
    public Set<Secret.Form> forms() {
        return EnumSet.of(Secret.Form.ANYTHING);
    }

    @Override
    public int scramIterations() {
        return ScramKeys.MIN_ITERATIONS;
    }
}
