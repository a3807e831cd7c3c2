package labwire.dash.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.dash.server.http.RequestHead.Protocol;

/** The rules that hold between the parts of a request, whichever version brought them. */
public final class RequestRules {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private RequestRules() {}

    /** A {@link RequestHead}, or a {@link Refusal}. */
    static HeadReading judge(String methodName, String target, Protocol protocol, Fields fields) {
        Optional<Method> method = Method.of(methodName);
        if (method.isEmpty()) {
            return new Refusal(
                    Status.NOT_IMPLEMENTED, "method " + abbreviated(methodName) + " (expected: GET, HEAD or OPTIONS)");
        }
        if (method.get() == Method.CONNECT) {
            return new Refusal(Status.METHOD_NOT_ALLOWED, "CONNECT (expected: GET, HEAD or OPTIONS)", ALLOW);
        }
        Optional<Refusal> body = refuseBody(fields);
        if (body.isPresent()) {
            return body.get();
        }
        int hosts = fields.count("host");
        String host = hosts == 1 ? fields.get("host") : "";
        if (hosts > 1 || hosts == 0 && protocol == Protocol.HTTP_1_1) {
            return bad(hosts + " Host fields (expected: one)");
        }
        if (hosts == 1 && !isAuthority(host)) {
            return bad("Host '" + abbreviated(host) + "' (expected: a name or an address, and maybe a port)");
        }
        boolean keepAlive = staysOpen(protocol, fields.get("connection"));
        if (target.startsWith("/")) {
            return head(method.get(), target, host, protocol, keepAlive, fields);
        }
        if (target.equals("*") && method.get() == Method.OPTIONS) {
            return new RequestHead(method.get(), "*", "", host, protocol, keepAlive, fields);
        }
        return absolute(method.get(), target, host, protocol, keepAlive, fields);
    }

    /**
     * As RFC 9113 section 8.3 has a request. A {@link RequestHead}, or a {@link Refusal}.
     *
     * @param authority of the pseudo-header field; empty if there is none, and then the Host field counts
     */
    public static HeadReading judgeHttp2(String methodName, String path, String authority, Fields fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (!Tokens.isToken(fields.name(i)) || !isFieldValue(fields.value(i))) {
                return bad("field '" + abbreviated(fields.name(i)) + "' (expected: a name and a value without"
                        + " control characters, or blanks around them)");
            }
        }
        int hosts = fields.count("host");
        if (hosts > 1
                || hosts == 1 && !authority.isEmpty() && !fields.get("host").equalsIgnoreCase(authority)) {
            return bad("a Host that is not the :authority (expected: the same, or none)");
        }
        String host = authority.isEmpty() ? fields.get("host") : authority;
        if (!isAuthority(host)) {
            return bad("authority '" + abbreviated(host) + "' (expected: a name or an address, and maybe a port)");
        }
        Optional<Method> method = Method.of(methodName);
        if (method.isEmpty()) {
            return new Refusal(
                    Status.NOT_IMPLEMENTED, "method " + abbreviated(methodName) + " (expected: GET, HEAD or OPTIONS)");
        }
        Optional<Refusal> body = refuseBody(fields);
        if (body.isPresent()) {
            return body.get();
        }
        if (path.equals("*") && method.get() == Method.OPTIONS) {
            return new RequestHead(method.get(), "*", "", host, Protocol.HTTP_2, true, fields);
        }
        if (!path.startsWith("/") || !path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return bad("path '" + abbreviated(path) + "' (expected: /PATH, percent-encoded)");
        }
        return head(method.get(), path, host, Protocol.HTTP_2, true, fields);
    }

    /** RFC 9113 section 8.2.1; for HTTP/1.1, {@link RequestHeadReader} sees to it. */
    private static boolean isFieldValue(String value) {
        return value.equals(value.strip()) && value.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
    }

    /** RFC 9112 section 3.2.2. A Host that names another server is not ignored: somebody on the way was fooled. */
    private static HeadReading absolute(
            Method method, String target, String host, Protocol protocol, boolean keepAlive, Fields fields) {
        int schemeLength = target.regionMatches(true, 0, HTTP, 0, HTTP.length())
                ? HTTP.length()
                : target.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? HTTPS.length() : 0;
        if (schemeLength == 0) {
            return bad("target '" + abbreviated(target) + "' (expected: /PATH or http://HOST/PATH)");
        }
        int end = schemeLength;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String authority = target.substring(schemeLength, end);
        if (authority.isEmpty() || !isAuthority(authority)) {
            return bad("target '" + abbreviated(target) + "' (expected: a host in it)");
        }
        if (!host.isEmpty() && !host.equalsIgnoreCase(authority)) {
            return bad("Host '" + abbreviated(host) + "' (expected: the target's, " + abbreviated(authority) + ")");
        }
        String rest = target.substring(end);
        return head(method, rest.startsWith("/") ? rest : "/" + rest, authority, protocol, keepAlive, fields);
    }

    private static HeadReading head(
            Method method, String target, String authority, Protocol protocol, boolean keepAlive, Fields fields) {
        if (target.indexOf('#') >= 0) {
            return bad("a target with a fragment (expected: none)");
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new RequestHead(method, path, query, authority, protocol, keepAlive, fields);
    }

    /** RFC 9112 sections 6.1 to 6.3. */
    private static Optional<Refusal> refuseBody(Fields fields) {
        int lengths = fields.count("content-length");
        int codings = fields.count("transfer-encoding");
        if (lengths + codings == 0) {
            String expect = fields.get("expect");
            return expect.isEmpty() || expect.equalsIgnoreCase("100-continue")
                    ? Optional.empty()
                    : Optional.of(new Refusal(
                            Status.EXPECTATION_FAILED, "Expect: " + abbreviated(expect) + " (expected: none)"));
        }
        if (lengths > 1 || lengths + codings > 1) {
            return Optional.of(bad(lengths + " Content-Length and " + codings
                    + " Transfer-Encoding fields (expected: one of either, at most)"));
        }
        if (codings == 1) {
            String coding = fields.get("transfer-encoding");
            return Optional.of(
                    coding.equalsIgnoreCase("chunked")
                            ? new Refusal(Status.CONTENT_TOO_LARGE, "a chunked body (expected: no body)")
                            : new Refusal(
                                    Status.NOT_IMPLEMENTED,
                                    "Transfer-Encoding: " + abbreviated(coding) + " (expected: none)"));
        }
        String length = fields.get("content-length");
        if (length.isEmpty() || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(bad("Content-Length '" + abbreviated(length) + "' (expected: 0)"));
        }
        return Long.parseLong(length) == 0
                ? Optional.empty()
                : Optional.of(
                        new Refusal(Status.CONTENT_TOO_LARGE, "a body of " + length + " bytes (expected: no body)"));
    }

    /** RFC 9112 section 9.3. */
    private static boolean staysOpen(Protocol protocol, String connection) {
        if (connection.isEmpty()) {
            return protocol != Protocol.HTTP_1_0;
        }
        boolean keepAlive = protocol != Protocol.HTTP_1_0;
        for (String option : connection.split(",", -1)) {
            switch (option.strip().toLowerCase(Locale.ROOT)) {
                case "close" -> {
                    return false;
                }
                case "keep-alive" -> keepAlive = true;
                default -> {
                    // An option for others.
                }
            }
        }
        return keepAlive;
    }

    /** {@code uri-host [":" port]} of RFC 3986 section 3.2, without user information; may be empty. */
    static boolean isAuthority(String text) {
        int colon = text.lastIndexOf(':');
        boolean literal = text.startsWith("[");
        int hostEnd = colon > text.lastIndexOf(']') ? colon : text.length();
        for (int i = hostEnd + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        if (literal && text.lastIndexOf(']') != hostEnd - 1) {
            return false;
        }
        for (int i = literal ? 1 : 0; i < (literal ? hostEnd - 1 : hostEnd); i++) {
            char c = text.charAt(i);
            boolean allowed = c < 128 && Character.isLetterOrDigit(c) || "-._~!$&'()*+,;=%".indexOf(c) >= 0;
            if (!allowed && !(literal && c == ':')) {
                return false;
            }
        }
        return text.length() <= MAX_AUTHORITY;
    }

    private static final int MAX_AUTHORITY = 261; // A name of 255, a colon, a port.

    /** For a 405, and for the answer to OPTIONS. */
    public static final List<Field> ALLOW = List.of(new Field("Allow", "GET, HEAD, OPTIONS"));

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static Refusal bad(String text) {
        return new Refusal(Status.BAD_REQUEST, text);
    }
}
