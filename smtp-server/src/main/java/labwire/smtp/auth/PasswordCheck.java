package labwire.smtp.auth;

import java.util.Optional;
import java.util.function.Supplier;

/** Whether a name and a password go together; for the mechanisms that are told the password. */
final class PasswordCheck {

    private final Users users;
    private final Decoys decoys;

    PasswordCheck(Users users, Decoys decoys) {
        this.users = users;
        this.decoys = decoys;
    }

    /** @param authorization as whom the client wants to act; empty for the user itself */
    SaslStep check(String authorization, String name, String password) {
        Optional<User> user = users.find(name);
        Secret secret = user.map(User::secret).orElseGet(() -> decoys.secret(name));
        Supplier<SaslStep> check = () -> outcome(user, secret.matches(password), authorization);
        return secret.form() == Secret.Form.SCRAM_SHA_256 ? new SaslStep.Work(check) : check.get();
    }

    private SaslStep outcome(Optional<User> user, boolean right, String authorization) {
        return user.isEmpty()
                ? new SaslStep.Failure("no such user")
                : right
                        ? authorized(users, user.get(), authorization)
                        : new SaslStep.Failure(
                                "wrong password for " + user.get().name());
    }

    /** Nobody acts as somebody else here. */
    static SaslStep authorized(Users users, User user, String authorization) {
        boolean itself = authorization.isEmpty()
                || users.find(authorization)
                        .filter(other -> other.name().equals(user.name()))
                        .isPresent();
        return itself
                ? new SaslStep.Success(user.name())
                : new SaslStep.Failure(user.name() + " may not act as somebody else");
    }
}
