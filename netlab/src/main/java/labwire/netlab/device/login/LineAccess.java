package labwire.netlab.device.login;

import java.util.Optional;

/**
 * What a terminal line asks of those who come in by it: the {@code login}, {@code password} and {@code privilege} lines
 * of a {@code line} section.
 *
 * @param check how a login is checked while {@code aaa new-model} is off
 * @param list AAA's method list while it is on: {@code login authentication LIST}
 * @param password the line's own
 * @param privilege of a session that no user's privilege decides, 0 to 15
 */
public record LineAccess(Check check, String list, Optional<StoredPassword> password, int privilege) {
    /** The list of a line that names none. */
    public static final String DEFAULT_LIST = "default";

    /** What a line checks without AAA. */
    public enum Check {
        /** {@code no login}: nothing. */
        NONE,
        /** {@code login}: the line's password; without one, nobody comes in. */
        LINE_PASSWORD,
        /** {@code login local}: a user and a password. */
        LOCAL
    }

    /** A console as it comes: open. */
    public static final LineAccess CONSOLE = new LineAccess(Check.NONE, DEFAULT_LIST, Optional.empty(), 1);

    /** A virtual terminal as it comes: by a password that it does not have. */
    public static final LineAccess VTY = new LineAccess(Check.LINE_PASSWORD, DEFAULT_LIST, Optional.empty(), 1);

    public LineAccess withCheck(Check newCheck) {
        return new LineAccess(newCheck, list, password, privilege);
    }

    public LineAccess withList(String newList) {
        return new LineAccess(check, newList, password, privilege);
    }

    public LineAccess withPassword(Optional<StoredPassword> newPassword) {
        return new LineAccess(check, list, newPassword, privilege);
    }

    public LineAccess withPrivilege(int newPrivilege) {
        return new LineAccess(check, list, password, newPrivilege);
    }
}
