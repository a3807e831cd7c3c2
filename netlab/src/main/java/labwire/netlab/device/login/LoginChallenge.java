package labwire.netlab.device.login;

import java.util.Optional;

/** A login of which only the password is missing: a value, so that a slow hash can be computed off the lab's thread. */
public sealed interface LoginChallenge {
    /** Who comes in with this password, if it is right. */
    Optional<Login> answer(String password);

    /** Any password will do. */
    record Open(Login login) implements LoginChallenge {
        @Override
        public Optional<Login> answer(String password) {
            return Optional.of(login);
        }
    }

    record Secret(StoredPassword expected, Login login) implements LoginChallenge {
        @Override
        public Optional<Login> answer(String password) {
            return expected.matches(password) ? Optional.of(login) : Optional.empty();
        }
    }

    /** None will do, which is found out as slowly as elsewhere. */
    record Hopeless(StoredPassword compared) implements LoginChallenge {
        @Override
        public Optional<Login> answer(String password) {
            boolean unused = compared.matches(password);
            return Optional.empty();
        }
    }
}
