package labwire.smtp.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLEngine;
import labwire.tls.ClientTls;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/** A server's and a client's side of TLS, made once. */
final class TestTls {

    private static final LabCa CA = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
    private static final ServerTls SERVER =
            ServerTls.of(CA.issue("localhost", List.of(InetAddress.getLoopbackAddress())), new SecureRandom());

    private TestTls() {}

    static ServerTls server() {
        return SERVER;
    }

    static SSLEngine clientEngine() {
        return ClientTls.trusting(CA.certificate(), InstantSource.system(), new SecureRandom())
                .newEngine("localhost", 465);
    }
}
