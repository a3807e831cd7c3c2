package labwire.smtp.pop3;

import java.util.Optional;

/** The commands' keywords, and how many words may follow them. */
enum Pop3Verb {
    APOP(2, 2),
    AUTH(0, 2),
    CAPA(0, 0),
    DELE(1, 1),
    LANG(0, 1),
    LIST(0, 1),
    NOOP(0, 0),
    PASS(1, Integer.MAX_VALUE),
    QUIT(0, 0),
    RETR(1, 1),
    RSET(0, 0),
    STAT(0, 0),
    STLS(0, 0),
    TOP(2, 2),
    UIDL(0, 1),
    USER(1, Integer.MAX_VALUE),
    UTF8(0, 0);

    private final int least;
    private final int most;

    Pop3Verb(int least, int most) {
        this.least = least;
        this.most = most;
    }

    static Optional<Pop3Verb> named(String keyword) {
        for (Pop3Verb verb : values()) {
            if (verb.name().equalsIgnoreCase(keyword)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    boolean takes(int words) {
        return words >= least && words <= most;
    }

    /** Whether all that follows is one argument, spaces and all. */
    boolean takesText() {
        return most == Integer.MAX_VALUE;
    }
}
