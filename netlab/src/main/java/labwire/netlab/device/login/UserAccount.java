package labwire.netlab.device.login;

import java.util.Optional;

/**
 * A user whom a {@code username} line names.
 *
 * @param privilege 0 to 15
 * @param password as stored; nobody logs in as a user without one
 * @param kind the word before the password
 */
public record UserAccount(String name, int privilege, Optional<StoredPassword> password, Kind kind) {
    public static final int DEFAULT_PRIVILEGE = 1;
    public static final int MAX_PRIVILEGE = 15;

    /** How the password was given. */
    public enum Kind {
        /** {@code password}: kept as it was typed. */
        PASSWORD,
        /** {@code secret}: kept as a hash. */
        SECRET
    }

    /** A user of privilege 1 without a password. */
    public static UserAccount named(String name) {
        return new UserAccount(name, DEFAULT_PRIVILEGE, Optional.empty(), Kind.PASSWORD);
    }

    public UserAccount withPrivilege(int newPrivilege) {
        return new UserAccount(name, newPrivilege, password, kind);
    }

    public UserAccount withPassword(Kind newKind, StoredPassword newPassword) {
        return new UserAccount(name, privilege, Optional.of(newPassword), newKind);
    }
}
