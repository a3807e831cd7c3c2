package labwire.smtp;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import labwire.tls.ClientTls;
import labwire.tls.KeyKind;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/**
 * A TLS 1.3 client whose second flight nobody can decrypt: the server's alert about it, bad_record_mac, is encrypted
 * itself.
 */
public final class SpoiltHandshake {

    private static final LabCa CA = LabCa.create(KeyKind.P256, InstantSource.system(), new SecureRandom());
    private static final ServerTls SERVER =
            ServerTls.of(CA.issue("localhost", List.of(InetAddress.getLoopbackAddress())), new SecureRandom());

    private SpoiltHandshake() {}

    public static SSLEngine serverEngine() {
        return SERVER.newEngine();
    }

    /** The first octets to send. */
    public static byte[] hello() throws SSLException {
        SSLEngine client = ClientTls.trusting(CA.certificate(), InstantSource.system(), new SecureRandom())
                .newEngine("localhost", 465);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** What to send once the server has answered: a record whose tag is wrong. */
    public static byte[] flight() {
        byte[] record = new byte[5 + 64];
        record[0] = 23;
        record[1] = 3;
        record[2] = 3;
        record[4] = 64;
        return record;
    }
}
