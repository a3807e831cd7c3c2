package labwire.smtp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import labwire.smtp.envelope.MailAddress;
import org.junit.jupiter.api.Test;

class MailboxNamesTest {

    private static String name(String localPart, String domain) {
        return MailboxNames.of(new MailAddress(localPart, domain));
    }

    @Test
    void usualAddressesAreTheirOwnNames() {
        assertThat(name("w10sim", "Naver.COM")).isEqualTo("w10sim@naver.com");
        assertThat(name("first.last-x_y", "example.com")).isEqualTo("first.last-x_y@example.com");
        assertThat(name("postmaster", "")).isEqualTo("postmaster");
    }

    @Test
    void whatCouldLeadElsewhereIsEncoded() {
        assertThat(name("../../etc/passwd", "lab")).isEqualTo("%2e.%2f..%2fetc%2fpasswd@lab");
        assertThat(name("-rf", "lab")).isEqualTo("%2drf@lab");
        assertThat(name("..", "lab")).isEqualTo("%2e.@lab");
        assertThat(name("a\\b:c*?", "lab")).isEqualTo("a%5cb%3ac%2a%3f@lab");
        assertThat(name("a@b", "lab")).isEqualTo("a%40b@lab");
        assertThat(name("a", "[192.0.2.1]")).isEqualTo("a@%5b192.0.2.1%5d");
    }

    @Test
    void caseIsKeptApartOnFileSystemsThatIgnoreIt() {
        assertThat(name("Bob", "lab")).isEqualTo("%42ob@lab").isNotEqualTo(name("bob", "lab"));
    }

    @Test
    void longNamesAreBoundedAndStillDiffer() {
        String one = name("x".repeat(240) + "1", "example.com");
        String two = name("x".repeat(240) + "2", "example.com");
        assertThat(one).isNotEqualTo(two).hasSizeLessThanOrEqualTo(MailboxNames.MAX_NAME_OCTETS);
    }

    @Test
    void noTwoAddressesShareAFolderAndNoneIsUnsafe() {
        SplittableRandom dice = new SplittableRandom(1);
        String alphabet = "aA.%=/@\\\" 2e-";
        Map<String, MailAddress> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder local = new StringBuilder();
            int length = dice.nextInt(10) == 0 ? 120 + dice.nextInt(3) : 1 + dice.nextInt(4);
            for (int j = 0; j < length; j++) {
                local.append(alphabet.charAt(dice.nextInt(alphabet.length())));
            }
            MailAddress address = new MailAddress(local.toString(), dice.nextBoolean() ? "a.lab" : "lab");
            String name = MailboxNames.of(address);
            assertThat(name).matches("[a-z0-9_%][a-z0-9._@%=-]*").isEqualTo(name.toLowerCase(Locale.ROOT));
            assertThat(name.length()).isLessThanOrEqualTo(MailboxNames.MAX_NAME_OCTETS);
            MailAddress before = seen.put(name, address);
            assertThat(before == null || before.equals(address))
                    .as("%s: %s, %s", name, before, address)
                    .isTrue();
        }
    }
}
