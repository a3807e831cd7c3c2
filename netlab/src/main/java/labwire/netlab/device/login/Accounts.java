package labwire.netlab.device.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The users of a device and AAA's settings. Lab thread only. */
public final class Accounts {
    public static final int MAX_USERS = 1_000;
    /** Method lists of one kind. */
    public static final int MAX_LISTS = 100;

    public static final int MAX_METHODS = 4;

    /** Compared with for a user who is not there, so that time does not tell. */
    private static final StoredPassword NOBODYS =
            StoredPassword.parse(5, "$1$zero$0000000000000000000000").orElseThrow();

    /** How {@code aaa authorization exec} decides on a session's privilege. */
    public enum ExecAuthorization {
        LOCAL("local"),
        IF_AUTHENTICATED("if-authenticated"),
        NONE("none"),
        GROUP_RADIUS("group radius"),
        GROUP_TACACS("group tacacs+");

        private final String word;

        ExecAuthorization(String word) {
            this.word = word;
        }

        /** As a configuration line has it. */
        public String word() {
            return word;
        }
    }

    private final Supplier<Optional<StoredPassword>> enableSecret;
    private final RandomGenerator random;
    private final Map<String, UserAccount> users = new LinkedHashMap<>();
    private final Map<String, List<AuthenticationMethod>> loginLists = new TreeMap<>();
    private final Map<String, List<ExecAuthorization>> execLists = new TreeMap<>();
    private boolean newModel;

    /**
     * No users, and no AAA.
     *
     * @param enableSecret what {@code enable} asks for, if it asks
     * @param random the salts of hashes come from it
     */
    public Accounts(Supplier<Optional<StoredPassword>> enableSecret, RandomGenerator random) {
        this.enableSecret = enableSecret;
        this.random = random;
    }

    /** In the order of entry; may be changed, by name, up to {@link #MAX_USERS}. */
    public Map<String, UserAccount> users() {
        return users;
    }

    /** Whether {@code aaa new-model} is on. */
    public boolean isNewModel() {
        return newModel;
    }

    public void newModel(boolean on) {
        newModel = on;
    }

    /** {@code aaa authentication login LIST METHOD…}; may be changed, up to {@link #MAX_LISTS}. */
    public Map<String, List<AuthenticationMethod>> loginLists() {
        return loginLists;
    }

    /** {@code aaa authorization exec LIST METHOD…}; may be changed, up to {@link #MAX_LISTS}. */
    public Map<String, List<ExecAuthorization>> execLists() {
        return execLists;
    }

    /** A secret's hash with a new salt. */
    public StoredPassword hashed(String password) {
        return StoredPassword.hashed(password, random);
    }

    /**
     * Checks a login as a whole: a name and a password.
     *
     * @return who has come in; empty if they do not match
     */
    public Optional<Login> check(LineAccess line, String user, String password) {
        return challenge(line, user).answer(password);
    }

    /** What a name's password is to be compared with; the comparison itself may be made on any thread. */
    public LoginChallenge challenge(LineAccess line, String user) {
        AuthenticationMethod method = methodOf(line);
        return switch (method) {
            case NONE -> new LoginChallenge.Open(login(line, user));
            case LINE -> challenge(line, line.password(), user);
            case ENABLE -> challenge(line, enableSecret.get(), user);
            case LOCAL, LOCAL_CASE -> {
                Optional<UserAccount> account = account(user, method);
                yield challenge(
                        line,
                        account.flatMap(UserAccount::password),
                        account.map(UserAccount::name).orElse(user));
            }
            // The last of a list, with none before it that could tell.
            case GROUP_RADIUS, GROUP_TACACS -> new LoginChallenge.Hopeless(NOBODYS);
        };
    }

    private LoginChallenge challenge(LineAccess line, Optional<StoredPassword> stored, String user) {
        return stored.isPresent()
                ? new LoginChallenge.Secret(stored.get(), login(line, user))
                : new LoginChallenge.Hopeless(NOBODYS);
    }

    /** Names count in any case, but for {@code local-case}. */
    private Optional<UserAccount> account(String name, AuthenticationMethod method) {
        UserAccount exact = users.get(name);
        if (exact != null || method == AuthenticationMethod.LOCAL_CASE) {
            return Optional.ofNullable(exact);
        }
        return users.values().stream()
                .filter(user -> user.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The method that decides on a line's logins. */
    AuthenticationMethod methodOf(LineAccess line) {
        if (!newModel) {
            return switch (line.check()) {
                case NONE -> AuthenticationMethod.NONE;
                case LINE_PASSWORD -> AuthenticationMethod.LINE;
                case LOCAL -> AuthenticationMethod.LOCAL;
            };
        }
        List<AuthenticationMethod> methods = loginLists.get(line.list());
        if (methods == null || methods.isEmpty()) {
            // A line whose list is not there: users; but a console that never asked lets in as before.
            return line.list().equals(LineAccess.DEFAULT_LIST) && line.check() == LineAccess.Check.NONE
                    ? AuthenticationMethod.NONE
                    : AuthenticationMethod.LOCAL;
        }
        return methods.stream()
                .filter(method -> canTell(method, line))
                .findFirst()
                .orElse(methods.get(methods.size() - 1));
    }

    private boolean canTell(AuthenticationMethod method, LineAccess line) {
        return switch (method) {
            case LOCAL, LOCAL_CASE -> !users.isEmpty();
            case ENABLE -> enableSecret.get().isPresent();
            case LINE -> line.password().isPresent();
            case NONE -> true;
            case GROUP_RADIUS, GROUP_TACACS -> false;
        };
    }

    /** Who comes in, once the password is right. */
    Login login(LineAccess line, String user) {
        int own = account(user, methodOf(line)).map(UserAccount::privilege).orElse(line.privilege());
        return new Login(user, usersPrivilegeCounts(line) ? Math.max(own, line.privilege()) : line.privilege());
    }

    /** With AAA, a user's privilege is nothing until {@code aaa authorization exec} says so. */
    private boolean usersPrivilegeCounts(LineAccess line) {
        if (!newModel) {
            return line.check() == LineAccess.Check.LOCAL;
        }
        return execLists.getOrDefault(LineAccess.DEFAULT_LIST, List.of()).stream()
                .anyMatch(method -> method == ExecAuthorization.LOCAL);
    }
}
