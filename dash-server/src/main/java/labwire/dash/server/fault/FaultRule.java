package labwire.dash.server.fault;

/**
 * A fault, and the requests that it befalls.
 *
 * @param path of the requests, without the leading slash; {@code *} stands for any characters, slashes among them
 * @param session of the requests; empty for every session
 * @param text as it was written
 */
public record FaultRule(Fault fault, String path, String session, Occurrence occurrence, String text) {

    /**
     * Reads a rule: settings {@code name=value}, separated by commas, such as {@code status=503,every=3,path=*.m4s}.
     *
     * <pre>
     *   status=503          instead of the response            nth=3       the third request alone
     *   delay=2s            before the first byte              every=3     each third
     *   stall=100KB         a pause after so much of the body  first=3     the first three
     *   for=10s             …so long; else an hour             path=*.m4s  these paths
     *   truncate=50KB       closes after so much of the body   session=a   this session
     *   rate=500kbit        of the body, for the session
     * </pre>
     *
     * @throws FaultSyntaxException if it is none
     */
    public static FaultRule parse(String text) throws FaultSyntaxException {
        return FaultSyntax.parse(text);
    }

    boolean matches(String requestPath, String requestSession) {
        return (session.isEmpty() || session.equals(requestSession)) && Glob.matches(path, requestPath);
    }

    @Override
    public String toString() {
        return text;
    }
}
