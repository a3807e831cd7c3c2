package labwire.smtp.auth;

import java.util.Optional;
import java.util.Set;

/** Who may log in. Safe for any thread; never blocks. */
public interface Users {

    /** The user that a name means, as a client spelled it. */
    Optional<User> find(String name);

    /** The forms that secrets have here; which mechanisms can be offered follows from them. */
    Set<Secret.Form> forms();

    /** How often secrets in the form {@link Secret.Form#SCRAM_SHA_256} are mostly iterated. */
    int scramIterations();
}
