package labwire.tls;

import static labwire.tls.Fixtures.CLOCK;
import static labwire.tls.Fixtures.MAIL_ADDRESS;
import static labwire.tls.Fixtures.address;
import static labwire.tls.Fixtures.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabCaTest {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");

    @ParameterizedTest
    @EnumSource
    void sameSeedAndClockGiveTheSameBytes(KeyKind kind) {
        LabCa first = Fixtures.ca(kind, 1);
        LabCa second = Fixtures.ca(kind, 1);

        assertThat(second.certificatePem()).isEqualTo(first.certificatePem());
        assertThat(second.issue("mail", List.of()).certificatePem())
                .isEqualTo(first.issue("mail", List.of()).certificatePem());
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedGivesAnotherCaWithAnotherName(KeyKind kind) {
        X509Certificate first = Fixtures.ca(kind, 1).certificate();
        X509Certificate second = Fixtures.ca(kind, 2).certificate();

        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(second.getSubjectX500Principal()).isNotEqualTo(first.getSubjectX500Principal());
    }

    @ParameterizedTest
    @EnumSource
    void caIsValidForTenYearsAndItsLeavesForUnder398Days(KeyKind kind) throws Exception {
        LabCa ca = Fixtures.ca(kind, 1);
        X509Certificate leaf = ca.issue("mail", List.of()).certificate();

        Date anHourAgo = Date.from(CLOCK.instant().minus(Duration.ofHours(1)));
        assertThat(ca.certificate().getNotBefore()).isEqualTo(anHourAgo);
        assertThat(ca.certificate().getNotAfter()).isBetween("2041-05-01T00:00:00.000Z", "2041-05-08T00:00:00.000Z");
        assertThat(leaf.getNotBefore()).isEqualTo(anHourAgo);
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(396), Duration.ofDays(398));
        leaf.verify(ca.certificate().getPublicKey());
    }

    @Test
    void leafEndsWithItsCaAtTheLatest() {
        Instant[] now = {CLOCK.instant()};
        InstantSource clock = () -> now[0];
        LabCa ca = LabCa.create(KeyKind.P256, clock, SeededSecureRandom.of(1));
        now[0] = ca.certificate().getNotAfter().toInstant().minus(Duration.ofDays(30));

        assertThat(ca.issue("mail", List.of()).certificate().getNotAfter())
                .isEqualTo(ca.certificate().getNotAfter());
    }

    @Test
    void usagesAndConstraintsAreThoseOfACaAndOfAServer() throws Exception {
        LabCa ca = Fixtures.ca(KeyKind.P256, 1);
        X509Certificate leaf = ca.issue("mail", List.of()).certificate();

        assertThat(ca.certificate().getBasicConstraints()).isZero();
        assertThat(ca.certificate().getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15", "2.5.29.30");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        String tlsServer = "1.3.6.1.5.5.7.3.1";
        assertThat(ca.certificate().getExtendedKeyUsage()).containsExactly(tlsServer);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly(tlsServer);
    }

    @Test
    void leafNamesTheHostItsAddressesAndTheLoopback() throws Exception {
        List<InetAddress> addresses = List.of(MAIL_ADDRESS, address(0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5));

        assertThat(names(Fixtures.ca(KeyKind.P256, 1).issue("Mail", addresses).certificate()))
                .containsExactly(
                        "mail",
                        "mail.labwire.test",
                        "localhost",
                        "10.10.88.25",
                        "fd00:0:0:0:0:0:0:5",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
    }

    @Test
    void leafNamesNothingThatItsCaMayNotVouchFor() throws Exception {
        LabCa ca = Fixtures.ca(KeyKind.P256, 1);

        assertThat(names(ca.issue("www.example.org", List.of(address(8, 8, 8, 8)))
                        .certificate()))
                .containsExactlyElementsOf(LOOPBACK);
        assertThat(names(ca.issue("smtp.mail", List.of()).certificate())).containsExactlyElementsOf(LOOPBACK);
        assertThat(names(ca.issue("video", List.of()).certificate()))
                .containsExactly("video.labwire.test", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void leafNamesEachNameOnce() throws Exception {
        assertThat(names(Fixtures.ca(KeyKind.P256, 1)
                        .issue("localhost", List.of(address(127, 0, 0, 1), address(127, 0, 0, 1)))
                        .certificate()))
                .containsExactly("localhost", "localhost.labwire.test", "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "mail.",
                "-mail",
                "mail-",
                "ma il",
                "*",
                "my_host",
                "*.labwire.test",
                "mäil",
                "a..b",
                "mail\n"
            })
    void leavesOutWhatIsNoHostName(String name) throws Exception {
        assertThat(names(Fixtures.ca(KeyKind.ED25519, 1).issue(name, List.of()).certificate()))
                .containsExactlyElementsOf(LOOPBACK);
    }

    @Test
    void takesTheLongestHostNameAndNoLonger() throws Exception {
        LabCa ca = Fixtures.ca(KeyKind.ED25519, 1);
        String label = "a".repeat(63);
        String longest = "b".repeat(48) + ('.' + label).repeat(3) + ".labwire.test";

        assertThat(names(ca.issue(longest, List.of()).certificate())).contains(longest);
        assertThat(names(ca.issue('b' + longest, List.of()).certificate())).containsExactlyElementsOf(LOOPBACK);
        assertThat(names(ca.issue(label + 'a', List.of()).certificate())).containsExactlyElementsOf(LOOPBACK);
        assertThat(names(ca.issue(label + ".labwire.test", List.of()).certificate()))
                .contains(label + ".labwire.test");
    }

    @Test
    void caIsMadeForPlainNamesAloneAndForSoManyAtMost() throws Exception {
        List<String> hostNames = IntStream.rangeClosed(0, LabCa.MAX_HOST_NAMES)
                .mapToObj(i -> "Host" + i)
                .toList();
        List<String> all = Stream.concat(Stream.of("google.com", "my_host"), hostNames.stream())
                .toList();
        LabCa ca = LabCa.create(KeyKind.ED25519, all, CLOCK, SeededSecureRandom.of(1));

        assertThat(names(ca.issue("google.com", List.of()).certificate())).containsExactlyElementsOf(LOOPBACK);
        assertThat(names(ca.issue("host499", List.of()).certificate())).contains("host499");
        assertThat(names(ca.issue("host500", List.of()).certificate()))
                .doesNotContain("host500")
                .contains("host500.labwire.test");
    }
}
