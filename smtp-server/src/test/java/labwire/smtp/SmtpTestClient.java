package labwire.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A blocking client on a socket of this machine, that says what a test tells it to and checks each answer. */
final class SmtpTestClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private Socket socket;
    private BufferedReader in;
    private String[] suites = {};

    SmtpTestClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = reader(socket);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    SmtpTestClient say(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads lines up to the last of a reply, which must start as told. */
    SmtpTestClient expect(String start) throws IOException {
        assertThat(readReply()).startsWith(start);
        return this;
    }

    /** The last line of the next reply; empty if the server closed the connection. */
    String readReply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "" : line;
    }

    void expectEnd() throws IOException {
        assertThat(in.readLine()).isNull();
    }

    /** The server closes the connection without a word of SMTP; a TLS alert there may be. */
    void expectNoReply() throws IOException {
        StringBuilder said = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0; c = in.read()) {
                said.append((char) c);
            }
        } catch (SocketException e) {
            said.append("[reset]");
        }
        assertThat(said).doesNotContain("250", "503");
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The next handshake offers no other cipher suite, and so TLS 1.2. */
    void offeringOnly(String suite) {
        suites = new String[] {suite};
    }

    void startHandshake(X509Certificate ca) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", ca);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        if (suites.length > 0) {
            tls.setEnabledCipherSuites(suites);
        }
        tls.startHandshake();
        socket = tls;
        in = reader(tls);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
