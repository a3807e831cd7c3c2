package labwire.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Sessions that begin a message and then say nothing, in a process of their own, so that they do not weigh on the
 * server's: {@code IdleClients PORT CA-FILE|-}. For each number read, it opens so many more and writes a line.
 */
final class IdleClients {

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final List<Socket> open = new ArrayList<>();

    private IdleClients() {}

    public static void main(String[] arguments) throws Exception {
        IdleClients clients = new IdleClients();
        int port = Integer.parseInt(arguments[0]);
        SSLContext tls = arguments[1].equals("-") ? SSLContext.getDefault() : trusting(Path.of(arguments[1]));
        StringBuilder number = new StringBuilder();
        for (int c = System.in.read(); c >= 0; c = System.in.read()) {
            if (c != '\n') {
                number.append((char) c);
                continue;
            }
            for (int i = Integer.parseInt(number.toString()); i > 0; i--) {
                clients.begin(arguments[1].equals("-") ? clients.plain(port) : clients.underTls(port, tls));
            }
            System.out.println(clients.open.size());
            number.setLength(0);
        }
    }

    private static SSLContext trusting(Path file) throws Exception {
        try (InputStream pem = Files.newInputStream(file)) {
            return TestMailSystem.trusting(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
    }

    private Socket plain(int port) throws IOException {
        return new Socket(loopback, port);
    }

    private Socket underTls(int port, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(loopback, port);
        socket.startHandshake();
        return socket;
    }

    private void begin(Socket client) throws IOException {
        open.add(client);
        client.setTcpNoDelay(true);
        expect(client, "220 ");
        say(client, "HELO pc1.lab\r\n");
        expect(client, "250 ");
        say(client, "MAIL FROM:<a@example.com>\r\n");
        expect(client, "250 ");
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static void expect(Socket client, String start) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = client.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        if (line.indexOf(start) != 0) {
            throw new IOException("the server said: " + line + " (expected: " + start + ")");
        }
    }
}
