package labwire.smtp.trace;

/**
 * What a {@link SessionLog} keeps at most.
 *
 * @param sessions beyond them the oldest is forgotten
 * @param charactersOfSession beyond them its oldest lines are left out
 * @param charactersOfLine beyond them a line is cut
 * @param charactersInAll beyond them the oldest session is forgotten
 */
public record SessionLogLimits(int sessions, int charactersOfSession, int charactersOfLine, long charactersInAll) {

    public static final SessionLogLimits DEFAULTS = new SessionLogLimits(10_000, 64 << 10, 1_000, 16L << 20);

    public SessionLogLimits {
        if (sessions < 1 || charactersOfLine < 1 || charactersOfSession < charactersOfLine || charactersInAll < 1) {
            throw new IllegalArgumentException("session log: " + sessions + " sessions, " + charactersOfSession
                    + " characters of one, " + charactersOfLine + " of a line, " + charactersInAll
                    + " in all (expected: room for a session and its line)");
        }
    }
}
