package labwire.smtp.message;

import java.util.List;
import java.util.Optional;

/**
 * A message made readable.
 *
 * @param headers the outermost header's fields in order, unfolded and decoded
 * @param text the readable text: of the plain-text parts shown in line, else of the HTML ones as they are
 * @param html the HTML parts shown in line, as they are
 * @param parts all leaf parts, in order
 * @param problem what kept the message from being read to its end; empty if nothing did
 */
public record MessageView(List<Header> headers, String text, String html, List<Part> parts, String problem) {

    public MessageView {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** A header field. */
    public record Header(String name, String value) {}

    /**
     * A leaf of the MIME tree.
     *
     * @param contentType such as {@code text/plain}
     * @param fileName empty if the part has none
     * @param sizeBytes decoded
     */
    public record Part(String contentType, String fileName, long sizeBytes) {}

    /** Reads a message. Never fails: of a malformed one it shows what could be read. */
    public static MessageView of(byte[] content) {
        return new MessageReader(0).read(content);
    }

    /**
     * The octets of a leaf part, decoded.
     *
     * @param number its place among {@link #parts}, from 1 on
     */
    public static Optional<byte[]> part(byte[] content, int number) {
        MessageReader reader = new MessageReader(number);
        reader.read(content);
        return reader.wanted();
    }

    /** The web addresses in it, in the order of their appearance, each once. */
    public List<String> links() {
        return Links.in(text, html);
    }

    /** What looks like a one-time code, the likeliest first. */
    public List<String> codes() {
        return Codes.in(text, html);
    }

    /** The value of the first field of this name, in any case; empty if there is none. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
