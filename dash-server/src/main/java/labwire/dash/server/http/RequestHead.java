package labwire.dash.server.http;

/**
 * The head of a request that is well-formed and has no body.
 *
 * @param path the path as sent, beginning with a slash, or {@code *} (with OPTIONS alone)
 * @param query what follows the question mark, as sent; empty if there is none
 * @param authority of the server, from the target or the Host field; empty if HTTP/1.0 gave none
 * @param keepAlive whether the connection may go on after the response
 */
public record RequestHead(
        Method method, String path, String query, String authority, Protocol protocol, boolean keepAlive, Fields fields)
        implements HeadReading {

    /** The versions spoken. */
    public enum Protocol {
        HTTP_1_0("HTTP/1.0"),
        HTTP_1_1("HTTP/1.1"),
        HTTP_2("HTTP/2.0");

        private final String text;

        Protocol(String text) {
            this.text = text;
        }

        /** As access logs have it. */
        public String text() {
            return text;
        }
    }

    /** Path and query, as sent. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The value of a query parameter, as sent; empty if it is not there. */
    public String parameter(String name) {
        int at = 0;
        while (at < query.length()) {
            int end = query.indexOf('&', at);
            end = end < 0 ? query.length() : end;
            if (query.startsWith(name, at) && at + name.length() < end && query.charAt(at + name.length()) == '=') {
                return query.substring(at + name.length() + 1, end);
            }
            at = end + 1;
        }
        return "";
    }
}
