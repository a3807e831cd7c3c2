package labwire.dash.server.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import labwire.dash.server.http.RequestHead.Protocol;

/**
 * Reads the heads of HTTP/1 requests, strictly: where RFC 9112 leaves a recipient the choice between guessing and
 * refusing, this one refuses, since two parties that guess differently are what request smuggling needs. One instance a
 * connection.
 *
 * <p>Lines end in CRLF alone; no line folding (section 5.2), no space before a colon (section 5.1), no bare CR, LF or
 * other control characters; one Host (section 3.2), one Content-Length, never beside a Transfer-Encoding (section 6.3).
 * A request with a body is refused, as nothing here takes one. After any refusal the connection must be closed.
 */
public final class RequestHeadReader {
    /** Empty lines that are overlooked before a request line (section 2.2). */
    private static final int MAX_EMPTY_LINES = 4;

    private final HeadLimits limits;
    private byte[] head = new byte[512];
    private int emptyLines;
    /** How far the input was searched for the end of the head, from its reader index. */
    private int searched;

    public RequestHeadReader(HeadLimits limits) {
        this.limits = limits;
    }

    /** Consumes a head if it is there as a whole, and nothing else. */
    public HeadReading read(ByteBuf input) {
        HeadReading blank = skipEmptyLines(input);
        if (blank != HeadReading.Unfinished.SOME) {
            return blank;
        }
        int length = headLength(input);
        if (length < 0) {
            return unfinished(input);
        }
        if (length > limits.maxHeadBytes()) {
            return tooLarge(length + " bytes");
        }
        if (head.length < length) {
            head = new byte[Math.max(length, Math.min(2 * head.length, limits.maxHeadBytes()))];
        }
        input.readBytes(head, 0, length);
        searched = 0;
        emptyLines = 0;
        return parse(length);
    }

    /** {@code SOME} if there is something else than empty lines. */
    private HeadReading skipEmptyLines(ByteBuf input) {
        while (input.isReadable()) {
            byte first = input.getByte(input.readerIndex());
            if (first != '\r') {
                return isTokenByte(first)
                        ? HeadReading.Unfinished.SOME
                        : bad("the first byte is " + visible(first) + " (expected: a method, such as GET)");
            }
            if (input.readableBytes() < 2) {
                return HeadReading.Unfinished.NOTHING_YET;
            }
            if (input.getByte(input.readerIndex() + 1) != '\n') {
                return bad("a carriage return without a line feed");
            }
            emptyLines++;
            if (emptyLines > MAX_EMPTY_LINES) {
                return bad("more than " + MAX_EMPTY_LINES + " empty lines before a request");
            }
            input.skipBytes(2);
        }
        return HeadReading.Unfinished.NOTHING_YET;
    }

    /** Up to and including the empty line, or -1. A line that ends in LF alone counts, to be refused then. */
    private int headLength(ByteBuf input) {
        int start = input.readerIndex();
        int end = input.writerIndex();
        int from = start + searched;
        while (true) {
            int feed = input.indexOf(from, end, (byte) '\n');
            if (feed < 0) {
                searched = end - start;
                return -1;
            }
            int next = feed + 1;
            if (next < end && input.getByte(next) == '\r') {
                next++;
            }
            if (next >= end) {
                searched = feed - start;
                return -1;
            }
            if (input.getByte(next) == '\n') {
                return next + 1 - start;
            }
            from = feed + 1;
        }
    }

    private HeadReading unfinished(ByteBuf input) {
        int there = input.readableBytes();
        int line = Math.min(there, limits.maxRequestLineBytes());
        if (there >= limits.maxRequestLineBytes()
                && input.indexOf(input.readerIndex(), input.readerIndex() + line, (byte) '\n') < 0) {
            return lineTooLong();
        }
        return there < limits.maxHeadBytes() ? HeadReading.Unfinished.SOME : tooLarge("more");
    }

    private HeadReading parse(int length) {
        int lineEnd = lineEnd(0, length);
        if (lineEnd < 0) {
            return bareControl(0, length);
        }
        if (lineEnd + 2 > limits.maxRequestLineBytes()) {
            return lineTooLong();
        }
        Fields fields = new Fields();
        int at = lineEnd + 2;
        while (true) {
            int end = lineEnd(at, length);
            if (end < 0) {
                return bareControl(at, length);
            }
            if (end == at) {
                return requestLine(lineEnd, fields);
            }
            if (fields.size() == limits.maxFields()) {
                return tooLarge("more than " + limits.maxFields() + " fields");
            }
            Optional<Refusal> wrong = field(at, end, fields);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            at = end + 2;
        }
    }

    /** Where the CR of the line's CRLF is, or -1 if there is another control character before. */
    private int lineEnd(int from, int length) {
        for (int i = from; i < length; i++) {
            byte b = head[i];
            if (b < ' ' && b >= 0 && b != '\t' || b == 0x7f) {
                return b == '\r' && i + 1 < length && head[i + 1] == '\n' ? i : -1;
            }
        }
        return -1;
    }

    private Refusal bareControl(int from, int length) {
        int i = from;
        while (i < length && (head[i] >= ' ' && head[i] != 0x7f || head[i] < 0 || head[i] == '\t')) {
            i++;
        }
        return bad("a bare " + visible(i < length ? head[i] : 0) + " in the head (expected: lines that end in CRLF)");
    }

    private Optional<Refusal> field(int start, int end, Fields fields) {
        int colon = start;
        while (colon < end && isTokenByte(head[colon])) {
            colon++;
        }
        if (colon == end || head[colon] != ':' || colon == start) {
            String line = latin(start, Math.min(end, start + 40));
            if (head[start] == ' ' || head[start] == '\t') {
                return Optional.of(bad("a folded line (expected: each field on one line)"));
            }
            return Optional.of(bad("field '" + line + "' (expected: a name, a colon right behind it, a value)"));
        }
        int from = colon + 1;
        int to = end;
        while (from < to && isBlank(head[from])) {
            from++;
        }
        while (to > from && isBlank(head[to - 1])) {
            to--;
        }
        fields.add(FieldNames.lowerCase(head, start, colon), latin(from, to));
        return Optional.empty();
    }

    private HeadReading requestLine(int end, Fields fields) {
        int first = space(0, end);
        int second = first < 0 ? -1 : space(first + 1, end);
        if (second < 0 || space(second + 1, end) >= 0 || first == 0 || second == first + 1) {
            return bad("request line '" + latin(0, Math.min(end, 80)) + "' (expected: METHOD TARGET HTTP/1.1)");
        }
        for (int i = first + 1; i < second; i++) {
            if (head[i] <= ' ') { // Negative, too: a target is ASCII (RFC 3986 section 2).
                return bad("a target with " + visible(head[i]) + " (expected: it percent-encoded)");
            }
        }
        String version = latin(second + 1, end);
        Optional<Protocol> protocol = protocol(version);
        if (protocol.isPresent()) {
            return RequestRules.judge(latin(0, first), latin(first + 1, second), protocol.get(), fields);
        }
        return version.matches("HTTP/[0-9]\\.[0-9]")
                ? new Refusal(Status.VERSION_NOT_SUPPORTED, version + " (expected: HTTP/1.1, HTTP/1.0 or HTTP/2)")
                : bad("version '" + version + "' (expected: HTTP/1.1)");
    }

    /** A higher minor version is taken as the highest that is known (RFC 9110 section 2.5). */
    private static Optional<Protocol> protocol(String version) {
        if (version.equals("HTTP/1.1")) {
            return Optional.of(Protocol.HTTP_1_1);
        }
        if (version.equals("HTTP/1.0")) {
            return Optional.of(Protocol.HTTP_1_0);
        }
        return version.matches("HTTP/1\\.[2-9]") ? Optional.of(Protocol.HTTP_1_1) : Optional.empty();
    }

    private int space(int from, int end) {
        for (int i = from; i < end; i++) {
            if (head[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private String latin(int from, int to) {
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private Refusal lineTooLong() {
        return new Refusal(
                Status.URI_TOO_LONG, "a longer request line (expected: " + limits.maxRequestLineBytes() + " bytes)");
    }

    private Refusal tooLarge(String found) {
        return new Refusal(
                Status.HEADER_FIELDS_TOO_LARGE,
                "a head of " + found + " (expected: at most " + limits.maxHeadBytes() + " bytes and "
                        + limits.maxFields() + " fields)");
    }

    private static Refusal bad(String text) {
        return new Refusal(Status.BAD_REQUEST, text);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isTokenByte(byte b) {
        return Tokens.isTokenChar((char) (b & 0xff));
    }

    private static String visible(byte b) {
        return String.format("0x%02x", b);
    }
}
