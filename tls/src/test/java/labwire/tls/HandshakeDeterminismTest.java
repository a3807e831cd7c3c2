package labwire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same seed and the same clock give the same bytes on the wire. Virtual labs rest on it. */
class HandshakeDeterminismTest {
    private static final long SEED = 7;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2031-05-06T07:08:09Z"));

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void sameSeedGivesTheSameFlightsInOneJvm(String protocol) throws Exception {
        assertThat(flights(protocol, SEED)).isEqualTo(flights(protocol, SEED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anotherSeedGivesOtherFlights(String protocol) throws Exception {
        assertThat(flights(protocol, SEED)).isNotEqualTo(flights(protocol, SEED + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void sameSeedGivesTheSameFlightsInAFreshJvm(String protocol) throws Exception {
        assertThat(inFreshJvm(protocol)).isEqualTo(flights(protocol, SEED));
    }

    private static String inFreshJvm(String protocol) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HandshakeDeterminismTest.class.getName(),
                        protocol)
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** What the fresh JVM runs. */
    public static void main(String[] args) throws Exception {
        System.out.println(flights(args[0], SEED));
    }

    /** Two connections, as hashes of the certificates' and of each direction's bytes. */
    private static String flights(String protocol, long seed) throws Exception {
        SeededSecureRandom random = SeededSecureRandom.of(seed);
        LabCa ca = LabCa.create(KeyKind.ED25519, CLOCK, random);
        ServerIdentity identity = ca.issue("mail", List.of(InetAddress.getByAddress(new byte[] {10, 10, 88, 25})));
        ServerTls server = ServerTls.of(identity, random);
        ClientTls client = ClientTls.trusting(ca.certificate(), CLOCK, random);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        StringBuilder flights = new StringBuilder(HexFormat.of()
                .formatHex(sha256.digest(
                        (ca.certificatePem() + identity.certificatePem()).getBytes(StandardCharsets.US_ASCII))));
        for (int connection = 0; connection < 2; connection++) {
            SSLEngine clientEngine = client.newEngine("10.10.88.25", 25);
            clientEngine.setEnabledProtocols(new String[] {protocol});
            EnginePair pair = new EnginePair(clientEngine, server.newEngine());
            assertThat(pair.echo("ehlo pc1")).isEqualTo("ehlo pc1");
            assertThat(clientEngine.getSession().getProtocol()).isEqualTo(protocol);
            flights.append(' ').append(HexFormat.of().formatHex(sha256.digest(pair.clientFlights())));
            flights.append(' ').append(HexFormat.of().formatHex(sha256.digest(pair.serverFlights())));
        }
        return flights.toString();
    }
}
