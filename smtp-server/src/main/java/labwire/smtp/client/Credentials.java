package labwire.smtp.client;

/** What a client shows to a server that wants to know who it is. */
public record Credentials(String user, String password) {

    public Credentials {
        if (user.isEmpty() || user.indexOf('\0') >= 0 || password.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("credentials of user \"" + user.replace('\0', '?')
                    + "\" (expected: a user, and no NUL in user and password)");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + ":***";
    }
}
