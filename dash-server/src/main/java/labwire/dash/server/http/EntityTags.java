package labwire.dash.server.http;

/** Lists of entity tags, as in If-None-Match (RFC 9110 section 8.8.3). */
final class EntityTags {
    private EntityTags() {}

    /**
     * Whether the list is {@code *} or has the tag.
     *
     * @param tag with its quotes, strong
     * @param weakly whether {@code W/"x"} is as good as {@code "x"} (section 8.8.3.2)
     */
    static boolean matches(String list, String tag, boolean weakly) {
        if (list.equals("*")) {
            return true;
        }
        int at = 0;
        while (at < list.length()) {
            char c = list.charAt(at);
            if (c == ',' || c == ' ' || c == '\t') {
                at++;
                continue;
            }
            boolean weak = list.startsWith("W/", at);
            int open = weak ? at + 2 : at;
            int close = open < list.length() && list.charAt(open) == '"' ? list.indexOf('"', open + 1) : -1;
            if (close < 0) {
                return false; // Malformed from here on.
            }
            if ((!weak || weakly) && close + 1 - open == tag.length() && list.startsWith(tag, open)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }
}
