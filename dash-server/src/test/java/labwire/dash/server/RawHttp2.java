package labwire.dash.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** A client of HTTP/2 in cleartext that sends what it is told to, frame by frame. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final byte[] NOTHING = {};

    /** A frame from the server. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(int type, int stream, byte[] payload) {
        /** The error code of a RST_STREAM or a GOAWAY. */
        int error() {
            int at = type == GOAWAY ? 4 : 0;
            return payload[at] << 24
                    | (payload[at + 1] & 0xff) << 16
                    | (payload[at + 2] & 0xff) << 8
                    | payload[at + 3] & 0xff;
        }

        /** Of a response: it is in HPACK's static table, or three digits (RFC 7541 sections 6.1 and 6.2). */
        int status() {
            int first = payload[0] & 0xff;
            return switch (first) {
                case 0x88 -> 200;
                case 0x89 -> 204;
                case 0x8a -> 206;
                case 0x8b -> 304;
                case 0x8c -> 400;
                case 0x8d -> 404;
                case 0x8e -> 500;
                default -> Integer.parseInt(new String(payload, 2, 3, ISO_8859_1));
            };
        }
    }

    private final Socket socket;

    /** @param settings of the client, six bytes each */
    RawHttp2(int port, byte... settings) throws IOException {
        socket = new Socket(TestVideoServer.loopback(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        send(SETTINGS, 0, 0, settings);
    }

    static byte[] setting(int id, int value) {
        return new byte[] {0, (byte) id, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    void send(int type, int flags, int stream, byte... payload) throws IOException {
        byte[] frame = new byte[9 + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[5] = (byte) (stream >> 24);
        frame[6] = (byte) (stream >> 16);
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        socket.getOutputStream().write(frame);
    }

    /** A GET in one frame. */
    void get(int stream, String path, byte[]... fields) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, stream, request("GET", path, fields));
    }

    /** The head of a request. */
    static byte[] request(String method, String path, byte[]... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(named(2, method));
        block.write(0x86); // :scheme http
        block.writeBytes(named(4, path));
        block.writeBytes(named(1, "video"));
        for (byte[] field : fields) {
            block.writeBytes(field);
        }
        return block.toByteArray();
    }

    /** A field whose name is in HPACK's static table, up to 15. */
    private static byte[] named(int name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(name);
        writeText(value, out);
        return out.toByteArray();
    }

    /** A field that is not to be remembered (RFC 7541 section 6.2.2). */
    static byte[] field(String name, String value) {
        return literal(0, name, value);
    }

    /** A field that is to be remembered; the newest is number 62. */
    static byte[] remembered(String name, String value) {
        return literal(0x40, name, value);
    }

    private static byte[] literal(int kind, String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(kind);
        writeText(name, out);
        writeText(value, out);
        return out.toByteArray();
    }

    /** RFC 7541 sections 5.1 and 5.2, without Huffman. */
    private static void writeText(String text, ByteArrayOutputStream out) {
        int length = text.length();
        if (length < 127) {
            out.write(length);
        } else {
            out.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                out.write(rest & 127 | 128);
                rest >>= 7;
            }
            out.write(rest);
        }
        out.writeBytes(text.getBytes(ISO_8859_1));
    }

    /** The next frame; none if the connection has ended. */
    Optional<Frame> read() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(9);
        if (head.length < 9) {
            return Optional.empty();
        }
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        int stream = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | head[8] & 0xff;
        return Optional.of(new Frame(head[3], stream, in.readNBytes(length)));
    }

    /** The next frame of one of these types; others before it are passed over. */
    Frame await(Integer... types) throws IOException {
        List<Integer> wanted = List.of(types);
        Optional<Frame> frame = read();
        while (frame.isPresent() && !wanted.contains(frame.get().type())) {
            frame = read();
        }
        return frame.orElseThrow(() -> new IOException("the connection ended before a frame of the types " + wanted));
    }

    int awaitStatus() throws IOException {
        return await(HEADERS).status();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
