package labwire.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What most tests of this module begin with. */
final class Fixtures {
    /** Far from today, so that a look at today's date shows. */
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2031-05-06T07:08:09Z"));

    static final InetAddress MAIL_ADDRESS = address(10, 10, 88, 25);

    private Fixtures() {}

    static LabCa ca(KeyKind kind, long seed) {
        return LabCa.create(kind, List.of("mail"), CLOCK, SeededSecureRandom.of(seed));
    }

    static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(octets.length + " octets (expected: 4 or 16)", e);
        }
    }

    /** The subject alternative names, as Java prints them, in their order. */
    static List<String> names(X509Certificate certificate) throws Exception {
        List<String> names = new ArrayList<>();
        for (List<?> name : certificate.getSubjectAlternativeNames()) {
            names.add(String.valueOf(name.get(1)));
        }
        return names;
    }
}
