package labwire.netlab.device;

import java.util.Locale;

/** The texts that a device shows to whoever connects. */
public enum Banner {
    /** First, to everybody. */
    MOTD,
    /** Before the name and the password are asked for. */
    LOGIN,
    /** After the login. */
    EXEC,
    /** On lines that a connection comes in by. */
    INCOMING;

    /** Characters of one banner; what is beyond is refused. */
    public static final int MAX_LENGTH = 3_000;

    /** As in commands: {@code motd}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
