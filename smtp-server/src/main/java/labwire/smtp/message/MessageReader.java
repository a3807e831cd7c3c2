package labwire.smtp.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import labwire.smtp.message.MessageView.Header;
import labwire.smtp.message.MessageView.Part;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.message.MaximalBodyDescriptor;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/** Reads one message through mime4j's event parser, keeping no more than its limits of what it hears. */
final class MessageReader extends AbstractContentHandler {

    static final int MAX_HEADERS = 1_000;
    static final int MAX_HEADER_CHARS = 100_000;
    static final int MAX_PARTS = 1_000;
    static final int MAX_DEPTH = 32;
    static final int MAX_TEXT_CHARS = 1 << 20;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxHeaderLen(MAX_HEADER_CHARS)
            .setMaxLineLen(-1) // A long line costs nothing here: bodies are streamed, header fields have a limit.
            .setMaxContentLen(-1)
            .build();

    private final List<Header> headers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final int wantedPart;
    private Optional<byte[]> wanted = Optional.empty();
    private int depth;

    /** @param wantedPart the number, from 1 on, of the leaf whose octets are to be kept; 0 for none */
    MessageReader(int wantedPart) {
        this.wantedPart = wantedPart;
    }

    /** After {@link #read}: the octets of the part that was wanted, if there is such a part. */
    Optional<byte[]> wanted() {
        return wanted;
    }

    MessageView read(byte[] content) {
        MimeStreamParser parser =
                new MimeStreamParser(CONFIG, DecodeMonitor.SILENT, new DefaultBodyDescriptorBuilder());
        parser.setContentHandler(this);
        parser.setContentDecoding(true);
        String problem = "";
        try {
            parser.parse(new ByteArrayInputStream(content));
        } catch (MimeException | IOException | IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
        }
        String text = plain.isEmpty() ? html.toString() : plain.toString();
        return new MessageView(headers, text, html.toString(), parts, problem);
    }

    @Override
    public void startMessage() throws MimeException {
        deeper();
    }

    @Override
    public void endMessage() {
        depth--;
    }

    @Override
    public void startBodyPart() throws MimeException {
        deeper();
    }

    @Override
    public void endBodyPart() {
        depth--;
    }

    private void deeper() throws MimeException {
        if (++depth > MAX_DEPTH) {
            throw new MimeException("parts nested deeper than " + MAX_DEPTH);
        }
    }

    @Override
    public void field(Field field) {
        if (depth == 1) {
            headers.add(new Header(field.getName(), EncodedWords.decode(field.getBody(), MAX_HEADER_CHARS)));
        }
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream octets) throws MimeException, IOException {
        if (parts.size() >= MAX_PARTS) {
            throw new MimeException("more parts than " + MAX_PARTS);
        }
        InputStream decoded = octets;
        if (parts.size() + 1 == wantedPart) {
            byte[] kept = octets.readAllBytes();
            wanted = Optional.of(kept);
            decoded = new ByteArrayInputStream(kept);
        }
        Optional<MaximalBodyDescriptor> details =
                descriptor instanceof MaximalBodyDescriptor maximal ? Optional.of(maximal) : Optional.empty();
        boolean attached = details.map(MaximalBodyDescriptor::getContentDispositionType)
                .filter("attachment"::equalsIgnoreCase)
                .isPresent();
        String fileName = details.map(MaximalBodyDescriptor::getContentDispositionFilename)
                .orElse("");
        String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
        long size = 0;
        if (type.equals("text/plain") && !attached) {
            size = readText(decoded, descriptor, plain);
        } else if (type.equals("text/html") && !attached) {
            size = readText(decoded, descriptor, html);
        }
        size += decoded.transferTo(OutputStream.nullOutputStream());
        parts.add(new Part(type, fileName, size));
    }

    /** @return the octets read, at most as many as there was room for characters */
    private static long readText(InputStream decoded, BodyDescriptor descriptor, StringBuilder text)
            throws IOException {
        byte[] octets = decoded.readNBytes(MAX_TEXT_CHARS - text.length());
        String read = new String(octets, charset(descriptor));
        text.append(read, 0, Math.min(read.length(), MAX_TEXT_CHARS - text.length()));
        return octets.length;
    }

    private static Charset charset(BodyDescriptor descriptor) {
        String name = descriptor.getCharset();
        try {
            // US-ASCII is also what stands where nothing was said; UTF-8 reads it the same and more.
            return name == null || name.equalsIgnoreCase("us-ascii") ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
