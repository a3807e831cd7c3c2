package labwire.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private final SeededSecureRandom random = SeededSecureRandom.of(1);
    private final LabCa ca = LabCa.create(KeyKind.P256, List.of("mail"), clock, random);

    @Test
    void aServerAndAClientThatTrustsItsCaComeTogether() {
        ServerTls server = ServerTls.of(ca.issue("mail", List.of()), random);
        ClientTls client = ClientTls.trusting(ca.certificate(), clock, random);
        assertThatCode(() -> Rehearsal.run(server, client, "mail")).doesNotThrowAnyException();
    }

    @Test
    void aClientThatTrustsAnotherCaRefuses() {
        LabCa other = LabCa.create(KeyKind.P256, List.of("mail"), clock, random);
        ServerTls server = ServerTls.of(ca.issue("mail", List.of()), random);
        ClientTls client = ClientTls.trusting(other.certificate(), clock, random);
        assertThatThrownBy(() -> Rehearsal.run(server, client, "mail")).isInstanceOf(SSLException.class);
    }
}
