package labwire.netlab.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.junit.jupiter.api.Test;

class StaticZoneTest {
    private static final Ipv4Address ONE = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address TWO = Ipv4Address.parse("10.0.0.2");

    private final HostTable first = new HostTable();
    private final HostTable second = new HostTable();
    private final StaticZone zone = new StaticZone(List.of(first, second));

    @Test
    void findsShortAndFullNamesInAnyCase() {
        first.domain("Labwire.Test");
        first.add("mail", List.of(ONE));
        first.add("www.labwire.test", List.of(TWO));
        assertThat(zone.addressesOf("MAIL")).containsExactly(ONE);
        assertThat(zone.addressesOf("mail.labwire.test.")).containsExactly(ONE);
        assertThat(zone.addressesOf("www")).containsExactly(TWO);
        assertThat(zone.addressesOf("mail.example")).isEmpty();
        assertThat(zone.addressesOf("labwire.test")).isEmpty();
        assertThat(zone.addressesOf("")).isEmpty();
        assertThat(zone.domain()).contains("labwire.test");
    }

    @Test
    void theFirstTableThatKnowsANameAnswers() {
        second.add("mail", List.of(TWO));
        assertThat(zone.addressesOf("mail")).containsExactly(TWO);
        first.add("mail", List.of(ONE));
        assertThat(zone.addressesOf("mail")).containsExactly(ONE);
        first.remove("Mail", IpAddress.Family.IPV4);
        assertThat(zone.addressesOf("mail")).containsExactly(TWO);
    }

    @Test
    void mailExchangesComeByPreference() {
        first.domain("labwire.test");
        first.addExchange("labwire.test", new MailExchange(20, "backup"));
        first.addExchange("labwire.test", new MailExchange(10, "mail"));
        assertThat(zone.mailExchangesOf("LABWIRE.test."))
                .containsExactly(new MailExchange(10, "mail"), new MailExchange(20, "backup"));
        first.removeExchange("labwire.test", new MailExchange(10, "mail"));
        first.removeExchange("labwire.test", new MailExchange(20, "backup"));
        assertThat(zone.mailExchangesOf("labwire.test")).isEmpty();
        assertThat(first.exchanges()).isEmpty();
    }

    @Test
    void aTableIsBounded() {
        for (int i = 0; i < HostTable.MAX_NAMES; i++) {
            assertThat(first.add("h" + i, List.of(ONE))).isTrue();
        }
        assertThat(first.add("one-more", List.of(ONE))).isFalse();
        assertThat(first.addExchange("one-more", new MailExchange(1, "x"))).isFalse();
        assertThat(first.add("h1", List.of(TWO))).isTrue();
        assertThat(first.addressesOf("h1")).containsExactly(ONE, TWO);
        for (int i = 3; i <= HostTable.MAX_PER_NAME; i++) {
            assertThat(first.add("h1", List.of(new Ipv4Address(i)))).isTrue();
        }
        assertThat(first.add("h1", List.of(new Ipv4Address(99)))).isFalse();
    }
}
